package oragen.report;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import oragen.InputException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Element;

/** Charts → SVG elements that scale with the page and may stand beside each other in one document. */
final class SvgPlot {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private SvgPlot() {}

    /**
     * @param name begins the ids inside the element, and is unique on a page
     * @param description is read out where the plot cannot be seen
     */
    static String render(JFreeChart chart, String name, String description, int width, int height) {
        try {
            SVGGraphics2D graphics = new SVGGraphics2D(context(name), false);
            graphics.setSVGCanvasSize(new Dimension(width, height));
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
            Element root = graphics.getRoot();
            root.setAttribute("viewBox", "0 0 " + width + " " + height);
            root.setAttribute("role", "img");
            root.setAttribute("aria-label", description);
            root.removeAttribute("width");
            root.removeAttribute("height");
            StringWriter svg = new StringWriter();
            graphics.stream(root, svg, false, false);
            String text = svg.toString();
            return text.substring(text.indexOf("<svg"));
        } catch (SVGGraphics2DIOException | ParserConfigurationException e) {
            throw new IllegalStateException("plot " + name + " cannot be drawn", e);
        } catch (InternalError | LinkageError e) {
            throw new InputException(
                    "report.html",
                    "Java cannot measure text on this machine (" + e.getMessage() + "); the tables have been written",
                    "install fontconfig and a font, for example the packages fontconfig and fonts-dejavu-core",
                    e);
        }
    }

    private static SVGGeneratorContext context(String name) throws ParserConfigurationException {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .getDOMImplementation()
                .createDocument(NAMESPACE, "svg", null));
        context.setComment(null);
        context.setPrecision(2);
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return name + "-" + super.generateID(prefix);
            }
        });
        return context;
    }
}
