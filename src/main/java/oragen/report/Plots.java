package oragen.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.label.Task;
import oragen.report.RunContent.AgeCell;
import oragen.report.RunContent.CalibrationBin;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYBubbleRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The plots of the page. */
final class Plots {
    private static final Color INK = new Color(0x22, 0x2b, 0x38);
    private static final Color FILL = new Color(0x1f, 0x6f, 0xb2);
    private static final Color PALE_FILL = new Color(0x1f, 0x6f, 0xb2, 110);
    private static final Color GRID = new Color(0xd9, 0xde, 0xe4);
    private static final Color REFERENCE = new Color(0x9a, 0xa5, 0xb1);

    /** A line over blue circles: told from them in colour, by those who see no red, and in grey. */
    private static final Color LINE = new Color(0xb3, 0x3c, 0x00);

    private static final BasicStroke THIN = new BasicStroke(1.4f);
    private static final BasicStroke THICK = new BasicStroke(2.6f);
    private static final BasicStroke DASHED =
            new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 4}, 0);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final int WIDTH = 520;
    private static final int HEIGHT = 340;

    /** More circles make a page that is slow to open; ages are then taken two years at a time, and so on. */
    private static final int MOST_CIRCLES = 1200;

    private static final double LARGEST_CIRCLE_YEARS = 4;
    private static final double SMALLEST_OF_LARGEST = 0.2;

    private Plots() {}

    /** Predicted by true age; the area of a circle is its number of clips. */
    static String ages(List<AgeCell> cells, String name) {
        double[][] points = points(cells, LARGEST_CIRCLE_YEARS);
        XYPlot plot = bubbles(points, "true age, years", "predicted age, years");
        plot.addAnnotation(new XYLineAnnotation(0, 0, 100, 100, DASHED, INK));
        LegendItemCollection lines = new LegendItemCollection();
        AgeLine.through(cells).ifPresent(line -> {
            int youngest = cells.stream().mapToInt(AgeCell::truth).min().orElseThrow();
            int oldest = cells.stream().mapToInt(AgeCell::truth).max().orElseThrow();
            plot.addAnnotation(new XYLineAnnotation(youngest, line.at(youngest), oldest, line.at(oldest), THICK, LINE));
            lines.add(line("regression, slope " + Words.decimals("%.2f", line.slope()), THICK, LINE));
        });
        lines.add(line("perfect, slope 1", DASHED, INK));
        JFreeChart chart = chart(plot);
        chart.addLegend(legend(() -> lines));
        return SvgPlot.render(
                chart,
                name + "-ages",
                "Predicted against true age, with the line of perfect predictions and that of regression",
                WIDTH,
                HEIGHT);
    }

    /** Predicted less true age, by their mean: whether errors grow, or turn, with age. */
    static String agreement(List<AgeCell> cells, AgeAgreement agreement, String name) {
        double[][] points = points(cells, 1);
        double low = agreement.low();
        double high = agreement.high();
        for (int i = 0; i < points[0].length; i++) {
            double error = points[1][i] - points[0][i];
            points[0][i] = (points[0][i] + points[1][i]) / 2;
            points[1][i] = error;
            low = Math.min(low, error);
            high = Math.max(high, error);
        }
        double margin = Math.max(1, (high - low) / 20);
        for (int i = 0; i < points[2].length; i++) {
            points[2][i] *= margin;
        }
        XYPlot plot = bubbles(points, "mean of true and predicted age, years", "predicted less true age, years");
        plot.getRangeAxis().setRange(low - margin, high + margin);
        plot.addRangeMarker(new ValueMarker(0, INK, THIN));
        plot.addRangeMarker(new ValueMarker(agreement.bias(), LINE, THICK));
        plot.addRangeMarker(new ValueMarker(agreement.low(), LINE, DASHED));
        plot.addRangeMarker(new ValueMarker(agreement.high(), LINE, DASHED));
        return SvgPlot.render(
                chart(plot),
                name + "-agreement",
                "Predicted less true age by their mean, with the bias and its limits of agreement",
                WIDTH,
                HEIGHT);
    }

    /** Clips by true and by predicted age, side by side. */
    static String histogram(AgeHistogram histogram, String name) {
        XYIntervalSeries truths = new XYIntervalSeries("truth");
        XYIntervalSeries predictions = new XYIntervalSeries("prediction");
        double half = AgeHistogram.YEARS / 2.0;
        for (AgeHistogram.Band band : histogram.bands()) {
            double middle = band.low() + half;
            truths.add(middle, band.low(), middle, band.truths(), 0, band.truths());
            predictions.add(middle, middle, band.low() + AgeHistogram.YEARS, band.predictions(), 0, band.predictions());
        }
        XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
        dataset.addSeries(truths);
        dataset.addSeries(predictions);
        XYBarRenderer renderer = new XYBarRenderer(0.08);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, REFERENCE);
        renderer.setSeriesPaint(1, FILL);
        NumberAxis y = new NumberAxis("clips");
        y.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        JFreeChart chart = chart(plot(dataset, new NumberAxis("age, years"), y, renderer));
        chart.addLegend(legend(chart.getPlot()));
        return SvgPlot.render(
                chart,
                name + "-age-histogram",
                "Clips by true and by predicted age, in bands of 5 years",
                WIDTH,
                HEIGHT);
    }

    private static XYPlot bubbles(double[][] points, String across, String up) {
        DefaultXYZDataset dataset = new DefaultXYZDataset();
        dataset.addSeries("clips", points);
        XYBubbleRenderer renderer = new XYBubbleRenderer(XYBubbleRenderer.SCALE_ON_RANGE_AXIS);
        renderer.setSeriesPaint(0, PALE_FILL);
        renderer.setSeriesOutlinePaint(0, FILL);
        return plot(dataset, new NumberAxis(across), new NumberAxis(up), renderer);
    }

    /** Truths, predictions and diameters, of which the greatest is as given. */
    private static double[][] points(List<AgeCell> cells, double largestDiameter) {
        int step = 1;
        Map<List<Integer>, Long> circles = circles(cells, step);
        while (circles.size() > MOST_CIRCLES) {
            step++;
            circles = circles(cells, step);
        }
        double most = Collections.max(circles.values());
        double[][] points = new double[3][circles.size()];
        int at = 0;
        for (Map.Entry<List<Integer>, Long> circle : circles.entrySet()) {
            points[0][at] = circle.getKey().get(0);
            points[1][at] = circle.getKey().get(1);
            points[2][at++] = largestDiameter * Math.max(SMALLEST_OF_LARGEST, Math.sqrt(circle.getValue() / most));
        }
        return points;
    }

    private static Map<List<Integer>, Long> circles(List<AgeCell> cells, int step) {
        Map<List<Integer>, Long> circles =
                new TreeMap<>(java.util.Comparator.comparing((List<Integer> key) -> key.get(0))
                        .thenComparing(key -> key.get(1)));
        for (AgeCell cell : cells) {
            circles.merge(
                    List.of(cell.truth() / step * step, cell.prediction() / step * step), cell.clips(), Long::sum);
        }
        return circles;
    }

    /** What clips turned out to be by what was predicted, with their number as bars. */
    static String calibration(List<CalibrationBin> bins, String name, Task task) {
        boolean ofAges = task == Task.AGE;
        String kind = Words.value(task.column());
        NumberAxis x = new NumberAxis(ofAges ? "mean predicted age, years" : "probability of the predicted " + kind);
        NumberAxis y = new NumberAxis(ofAges ? "mean true age, years" : "part that is right");
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setSeriesLinesVisible(0, true);
        renderer.setSeriesPaint(0, FILL);
        renderer.setErrorPaint(INK);
        renderer.setCapLength(6);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
        XYPlot plot = plot(observed(bins), x, y, renderer);
        double low = ofAges ? 0 : task == Task.GENDER ? 0.5 : 0;
        double high = ofAges ? 100 : 1;
        x.setRange(low, high * 1.01);
        y.setRange(0, high * 1.02);
        plot.addAnnotation(new XYLineAnnotation(low, low, high, high, DASHED, INK));
        addBars(plot, bins);
        return SvgPlot.render(
                chart(plot),
                name + "-calibration-" + task.label(),
                "Calibration of " + kind
                        + ": what was observed by what was predicted, with 95 % intervals; the dashed line marks perfect calibration",
                WIDTH,
                HEIGHT);
    }

    private static YIntervalSeriesCollection observed(List<CalibrationBin> bins) {
        YIntervalSeries series = new YIntervalSeries("observed");
        for (CalibrationBin bin : bins) {
            Double value = bin.observed().value();
            if (value != null) {
                Interval interval = bin.observed().interval();
                series.add(
                        bin.predicted(),
                        value,
                        interval == null ? value : interval.low(),
                        interval == null ? value : interval.high());
            }
        }
        YIntervalSeriesCollection dataset = new YIntervalSeriesCollection();
        dataset.addSeries(series);
        return dataset;
    }

    /** Numbers of clips, in the lowest quarter of the plot. */
    private static void addBars(XYPlot plot, List<CalibrationBin> bins) {
        XYIntervalSeries series = new XYIntervalSeries("clips");
        long most = 1;
        double width = widthOf(bins);
        for (CalibrationBin bin : bins) {
            long clips = bin.observed().clips();
            series.add(bin.low() + width / 2, bin.low(), bin.low() + width, clips, 0, clips);
            most = Math.max(most, clips);
        }
        XYIntervalSeriesCollection dataset = new XYIntervalSeriesCollection();
        dataset.addSeries(series);
        XYBarRenderer renderer = new XYBarRenderer(0.1);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, GRID);
        NumberAxis clips = new NumberAxis("clips");
        clips.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        clips.setRange(0, 4.0 * most);
        style(clips);
        plot.setDataset(1, dataset);
        plot.setRenderer(1, renderer);
        plot.setRangeAxis(1, clips);
        plot.mapDatasetToRangeAxis(1, 1);
    }

    /** Of all bins: the least distance of two. */
    private static double widthOf(List<CalibrationBin> bins) {
        double width = Double.POSITIVE_INFINITY;
        for (int i = 1; i < bins.size(); i++) {
            width = Math.min(width, bins.get(i).low() - bins.get(i - 1).low());
        }
        return width;
    }

    /** A metric by slice, with its interval where there is one. */
    static String slices(Map<String, Estimate> slices, String name, String slice, String metric) {
        YIntervalSeries series = new YIntervalSeries(metric);
        List<String> labels = new ArrayList<>();
        double top = 0;
        for (Map.Entry<String, Estimate> entry : slices.entrySet()) {
            Double value = entry.getValue().value();
            if (value != null) {
                Interval interval = entry.getValue().interval();
                double high = Words.inUnit(metric, interval == null ? value : interval.high());
                double low = Words.inUnit(metric, interval == null ? value : interval.low());
                series.add(labels.size(), Words.inUnit(metric, value), low, high);
                labels.add(Words.value(entry.getKey()));
                top = Math.max(top, high);
            }
        }
        YIntervalSeriesCollection dataset = new YIntervalSeriesCollection();
        dataset.addSeries(series);
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setSeriesPaint(0, FILL);
        renderer.setErrorPaint(INK);
        renderer.setCapLength(6);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
        SymbolAxis x = new SymbolAxis(slice, labels.toArray(String[]::new));
        x.setRange(new Range(-0.6, labels.size() - 0.4));
        x.setGridBandsVisible(false);
        NumberAxis y = new NumberAxis(Words.metric(metric));
        XYPlot plot = plot(dataset, x, y, renderer);
        y.setRange(0, top <= 0 ? 1 : top * 1.08);
        return SvgPlot.render(
                chart(plot),
                name + "-" + metric.replace('_', '-'),
                Words.metric(metric) + " by " + slice + " with 95 % intervals",
                WIDTH,
                HEIGHT);
    }

    /** A figure after each epoch. */
    static String curve(TrainingPage.Curve curve, String name) {
        XYSeries series = new XYSeries(curve.title());
        curve.points().forEach(series::add);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        renderer.setSeriesPaint(0, FILL);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-3, -3, 6, 6));
        NumberAxis x = new NumberAxis("epoch");
        x.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        NumberAxis y = new NumberAxis(curve.title());
        y.setAutoRangeIncludesZero(false);
        XYPlot plot = plot(new XYSeriesCollection(series), x, y, renderer);
        return SvgPlot.render(chart(plot), name, curve.title() + " by epoch", WIDTH, HEIGHT);
    }

    private static XYPlot plot(XYDataset dataset, ValueAxis x, ValueAxis y, XYItemRenderer renderer) {
        XYPlot plot = new XYPlot(dataset, x, y, renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        style(x);
        style(y);
        return plot;
    }

    private static void style(ValueAxis axis) {
        axis.setLabelFont(FONT);
        axis.setTickLabelFont(FONT);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(REFERENCE);
    }

    private static LegendTitle legend(LegendItemSource items) {
        LegendTitle legend = new LegendTitle(items);
        legend.setItemFont(FONT);
        legend.setItemPaint(INK);
        legend.setPosition(RectangleEdge.TOP);
        return legend;
    }

    private static LegendItem line(String label, BasicStroke stroke, Color color) {
        return new LegendItem(label, null, null, null, new Line2D.Double(0, 0, 28, 0), stroke, color);
    }

    private static JFreeChart chart(XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(6, 4, 4, 10));
        return chart;
    }
}
