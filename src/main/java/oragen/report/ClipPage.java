package oragen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import oragen.report.ClipTimeline.Bar;
import oragen.report.ClipTimeline.Said;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;
import org.jspecify.annotations.Nullable;

/** The page of one clip, and the list of several: HTML that needs no other file and opens no address. */
public final class ClipPage {
    /** More rows than anybody reads. */
    private static final int MOST_ROWS = 300;

    private ClipPage() {}

    /**
     * A line of the list of pages.
     *
     * @param file beside the list; null where the clip could not be looked at
     * @param image of a face as a {@code data:} address; null where there is none
     * @param why it is in the list
     */
    public record Entry(
            String clipId, @Nullable String file, @Nullable String image, String why, String said, String note) {}

    public static String render(ClipStory story) {
        ClipTimeline timeline = story.timeline();
        return ReportPage.fill(
                "clip.ftlh",
                Map.of(
                        "story",
                        story,
                        "plot",
                        timeline == null || timeline.seconds() <= 0 ? "" : TimelinePlot.render(timeline),
                        "tables",
                        tables(story)));
    }

    /** @param title what the clips have in common */
    public static String list(String title, List<Entry> entries) {
        return ReportPage.fill("clips.ftlh", Map.of("title", title, "entries", entries));
    }

    private static List<Table> tables(ClipStory story) {
        List<Table> tables = new ArrayList<>();
        ClipTimeline timeline = story.timeline();
        if (timeline != null && !timeline.windows().isEmpty()) {
            tables.add(new Table(
                    timeline.windows().size() > MOST_ROWS ? "The first " + MOST_ROWS + " windows" : "Windows",
                    List.of("seconds", "speech", "faces", "P(female)", "age", "mask type", "its probability"),
                    3,
                    timeline.windows().stream()
                            .limit(MOST_ROWS)
                            .map(ClipPage::row)
                            .toList()));
        }
        return tables.stream().map(Table::withoutEmpty).toList();
    }

    private static List<Cell> row(Bar bar) {
        Said said = bar.said();
        String mask = said.mask();
        return cells(
                number("%.1f", bar.start()) + " to " + number("%.1f", bar.end()),
                bar.heard() ? "yes" : "no",
                bar.faces() + " of " + bar.slots(),
                number("%.3f", said.female()),
                number("%.1f", said.age()),
                mask == null ? Words.NOTHING : Words.value(mask),
                number("%.3f", said.maskProbability()));
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? Words.NOTHING : String.format(Locale.ROOT, format, value);
    }

    private static List<Cell> cells(String... texts) {
        return List.of(texts).stream().map(Cell::of).toList();
    }
}
