package oragen.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import oragen.report.ClipTimeline.Bar;
import oragen.report.ClipTimeline.Level;
import oragen.report.ClipTimeline.Said;
import oragen.report.ClipTimeline.Stretch;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/** A clip's timeline as one plot: what was seen, heard and said, one above the other on one axis of time. */
final class TimelinePlot {
    /** Of what was said from voice and face together, from the voice, and from the face; the page's legend has them too. */
    private static final Color TOGETHER = new Color(0x1f, 0x6f, 0xb2);

    private static final Color VOICE = new Color(0xc9, 0x6a, 0x12);
    private static final Color FACE = new Color(0x2a, 0x85, 0x54);

    private static final Color INK = new Color(0x22, 0x2b, 0x38);
    private static final Color GRID = new Color(0xe4, 0xe8, 0xed);
    private static final Color PALE = new Color(0xc6, 0xce, 0xd7);
    private static final Color SPEECH = new Color(0xf6, 0xd9, 0xb4);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final int LEAST_WIDTH = 900;
    private static final int WIDEST = 4000;
    private static final double PIXELS_PER_SECOND = 28;

    /** Windows overlap by half: two lanes hold them all. */
    private static final int LANES = 2;

    private static final double LANE_PART = 0.36;

    private final ClipTimeline timeline;
    private int height = 44;

    private TimelinePlot(ClipTimeline timeline) {
        this.timeline = timeline;
    }

    static String render(ClipTimeline timeline) {
        return new TimelinePlot(timeline).render();
    }

    private String render() {
        NumberAxis time = new NumberAxis("time, s");
        style(time);
        time.setRange(0, Math.max(1, timeline.seconds()));
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(time);
        all.setGap(10);
        all.setInsets(RectangleInsets.ZERO_INSETS);
        if (!timeline.faces().isEmpty() || !timeline.faceless().isEmpty()) {
            add(all, faces(), 22);
        }
        if (!timeline.levels().isEmpty()) {
            add(all, waveform(), 84);
        }
        if (!timeline.windows().isEmpty()) {
            add(all, windows(), 40);
            addAnswers(all);
        }
        JFreeChart chart = new JFreeChart(null, FONT, all, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(4, 2, 4, 14));
        int width = (int) Math.min(WIDEST, Math.max(LEAST_WIDTH, timeline.seconds() * PIXELS_PER_SECOND));
        return SvgPlot.render(chart, "timeline", "What was seen, heard and said in the clip, by time", width, height);
    }

    private void add(CombinedDomainXYPlot all, XYPlot plot, int pixels) {
        all.add(plot, pixels);
        height += pixels + 10;
    }

    private void addAnswers(CombinedDomainXYPlot all) {
        if (says(Said::female)) {
            NumberAxis axis = new NumberAxis("P(female)");
            XYPlot plot = plot(answers(Said::female), axis, lines());
            axis.setRange(-0.05, 1.05);
            plot.addRangeMarker(new ValueMarker(0.5, PALE, new BasicStroke(1.2f)), Layer.BACKGROUND);
            add(all, plot, 110);
        }
        if (says(Said::age)) {
            NumberAxis axis = new NumberAxis("age, years");
            axis.setAutoRangeIncludesZero(false);
            axis.setAutoRangeMinimumSize(10);
            add(all, plot(answers(Said::age), axis, lines()), 110);
        }
        if (says(Said::mask)) {
            List<String> masks = timeline.windows().stream()
                    .map(bar -> bar.said().mask())
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted()
                    .toList();
            SymbolAxis axis =
                    new SymbolAxis("mask", masks.stream().map(Words::value).toArray(String[]::new));
            axis.setGridBandsVisible(false);
            axis.setRange(-0.6, masks.size() - 0.4);
            XYSeriesCollection lines = new XYSeriesCollection();
            for (Bar bar : timeline.windows()) {
                String mask = bar.said().mask();
                if (mask != null) {
                    lines.addSeries(line(lines, bar, masks.indexOf(mask)));
                }
            }
            XYLineAndShapeRenderer renderer = lines();
            renderer.setDefaultPaint(TOGETHER);
            renderer.setDefaultStroke(new BasicStroke(7f));
            add(all, plot(lines, axis, renderer), 16 + 22 * masks.size());
        }
    }

    private <T> boolean says(Function<Said, @Nullable T> value) {
        return timeline.windows().stream().anyMatch(bar -> value.apply(bar.said()) != null);
    }

    private XYPlot faces() {
        XYIntervalSeriesCollection stretches = new XYIntervalSeriesCollection();
        stretches.addSeries(stretches("faces", timeline.faces()));
        stretches.addSeries(stretches("faceless", timeline.faceless()));
        XYBarRenderer renderer = bars();
        renderer.setSeriesPaint(0, FACE);
        renderer.setSeriesPaint(1, PALE);
        return plot(stretches, blank("face"), renderer);
    }

    private static XYIntervalSeries stretches(String name, List<Stretch> stretches) {
        XYIntervalSeries series = new XYIntervalSeries(name);
        for (Stretch stretch : stretches) {
            series.add(middle(stretch.start(), stretch.end()), stretch.start(), stretch.end(), 1, 0, 1);
        }
        return series;
    }

    private static double middle(double start, double end) {
        return (start + end) / 2;
    }

    private XYPlot waveform() {
        YIntervalSeries band = new YIntervalSeries("waveform");
        double loudest = 0;
        for (Level level : timeline.levels()) {
            band.add(level.second(), 0, level.low(), level.high());
            loudest = Math.max(loudest, Math.max(level.high(), -level.low()));
        }
        YIntervalSeriesCollection dataset = new YIntervalSeriesCollection();
        dataset.addSeries(band);
        DeviationRenderer renderer = new DeviationRenderer(false, false);
        renderer.setSeriesFillPaint(0, VOICE);
        renderer.setAlpha(1);
        NumberAxis axis = blank("sound");
        double range = Math.max(0.02, loudest);
        axis.setRange(-range, range);
        XYPlot plot = plot(dataset, axis, renderer);
        for (Stretch stretch : timeline.speech()) {
            plot.addDomainMarker(new IntervalMarker(stretch.start(), stretch.end(), SPEECH), Layer.BACKGROUND);
        }
        return plot;
    }

    /** Bars in lanes: dark where voice and face were there, in the colour of the one where the other was not. */
    private XYPlot windows() {
        XYIntervalSeriesCollection lanes = new XYIntervalSeriesCollection();
        XYIntervalSeries both = new XYIntervalSeries("both");
        XYIntervalSeries voice = new XYIntervalSeries("voice");
        XYIntervalSeries face = new XYIntervalSeries("face");
        int number = 0;
        for (Bar bar : timeline.windows()) {
            double lane = LANES - 1 - number++ % LANES;
            XYIntervalSeries series = bar.heard() && bar.faces() > 0 ? both : bar.heard() ? voice : face;
            series.add(
                    middle(bar.start(), bar.end()),
                    bar.start(),
                    bar.end(),
                    lane + LANE_PART,
                    lane - LANE_PART,
                    lane + LANE_PART);
        }
        List.of(both, voice, face).forEach(lanes::addSeries);
        XYBarRenderer renderer = bars();
        renderer.setSeriesPaint(0, TOGETHER);
        renderer.setSeriesPaint(1, VOICE);
        renderer.setSeriesPaint(2, FACE);
        NumberAxis axis = blank("windows");
        axis.setRange(-0.5, LANES - 0.5);
        return plot(lanes, axis, renderer);
    }

    private static XYBarRenderer bars() {
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
        renderer.setDrawBarOutline(true);
        renderer.setDefaultOutlinePaint(Color.WHITE);
        renderer.setDefaultOutlineStroke(new BasicStroke(1.5f));
        for (int series = 0; series < 3; series++) {
            renderer.setSeriesOutlinePaint(series, Color.WHITE);
            renderer.setSeriesOutlineStroke(series, new BasicStroke(1.5f));
        }
        return renderer;
    }

    /** One level line a window and speaker: that of voice and face together thick, behind the others. */
    private XYSeriesCollection answers(Function<Said, @Nullable Double> value) {
        XYSeriesCollection lines = new XYSeriesCollection();
        for (Bar bar : timeline.windows()) {
            add(lines, bar, bar.said(), value, TOGETHER);
        }
        for (Bar bar : timeline.windows()) {
            add(lines, bar, bar.voice(), value, VOICE);
        }
        for (Bar bar : timeline.windows()) {
            add(lines, bar, bar.face(), value, FACE);
        }
        return lines;
    }

    private static void add(
            XYSeriesCollection lines,
            Bar bar,
            @Nullable Said said,
            Function<Said, @Nullable Double> value,
            Color colour) {
        Double at = said == null ? null : value.apply(said);
        if (at != null) {
            XYSeries line = line(lines, bar, at);
            line.setDescription(Integer.toString(colour.getRGB()));
            lines.addSeries(line);
        }
    }

    private static XYSeries line(XYSeriesCollection lines, Bar bar, double at) {
        XYSeries line = new XYSeries(lines.getSeriesCount());
        double inside = Math.min(0.08, (bar.end() - bar.start()) / 4);
        line.add(bar.start() + inside, at);
        line.add(bar.end() - inside, at);
        return line;
    }

    private static XYLineAndShapeRenderer lines() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setAutoPopulateSeriesPaint(false);
        renderer.setAutoPopulateSeriesStroke(false);
        return renderer;
    }

    private static XYPlot plot(XYDataset dataset, ValueAxis axis, XYItemRenderer renderer) {
        if (dataset instanceof XYSeriesCollection lines) {
            for (int series = 0; series < lines.getSeriesCount(); series++) {
                String colour = lines.getSeries(series).getDescription();
                if (colour != null) {
                    Color paint = new Color(Integer.parseInt(colour));
                    renderer.setSeriesPaint(series, paint);
                    renderer.setSeriesStroke(series, new BasicStroke(paint.equals(TOGETHER) ? 7f : 2f));
                }
            }
        }
        XYPlot plot = new XYPlot(dataset, null, axis, renderer);
        style(axis);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlinesVisible(axis.isTickLabelsVisible());
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        return plot;
    }

    /** An axis whose figures say nothing. */
    private static NumberAxis blank(String name) {
        NumberAxis axis = new NumberAxis(name);
        axis.setTickLabelsVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    private static void style(ValueAxis axis) {
        axis.setLabelFont(FONT);
        axis.setTickLabelFont(FONT);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(PALE);
        axis.setLabelAngle(axis instanceof NumberAxis && !axis.isTickLabelsVisible() ? Math.PI / 2 : 0);
    }
}
