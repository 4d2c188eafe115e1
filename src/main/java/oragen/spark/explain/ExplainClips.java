package oragen.spark.explain;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import oragen.InputException;
import oragen.explain.ClipLook;
import oragen.explain.ExplainedFilm;
import oragen.explain.RecordedClip;
import oragen.report.ClipPage;
import oragen.report.ClipStory;
import oragen.run.Location;
import oragen.run.OutputFolder;
import oragen.run.RunRecord;
import oragen.spark.session.JobSteps;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The job {@code explain}: rows of a run → a second look at each clip, one after the other → a page for each. */
public final class ExplainClips {
    private final SparkSession spark;
    private final ExplainOptions options;
    private final JobSteps heard;
    private final Path folder;

    public ExplainClips(SparkSession spark, ExplainOptions options, JobSteps heard) {
        this.spark = spark;
        this.options = options;
        this.heard = heard;
        String to = options.to();
        this.folder = to == null ? OutputFolder.pages(options.output()) : new Path(to);
    }

    /** Writes the pages; a clip whose media are gone is told in the summary, and the others go on. */
    public ExplainSummary execute() {
        RunRecord run = ChosenRun.of(
                options.output(), options.run(), spark.sparkContext().hadoopConfiguration());
        RecordedRows rows = new RecordedRows(spark, options.output(), run, options.labels());
        List<RecordedClip> clips = options.clipIds().isEmpty()
                ? rows.worst(options.worst(), options.by())
                : rows.ofClips(options.clipIds());
        List<ExplainSummary.Page> pages = new ArrayList<>();
        List<ClipPage.Entry> entries = new ArrayList<>();
        try (RunExplainer explainer =
                new RunExplainer(spark, run, options.bundle(), options.columns(), options.keeping())) {
            for (RecordedClip clip : clips) {
                heard.begins(pages.size() + 1, clips.size(), clip.clip().clipId());
                explain(explainer, clip, pages, entries);
            }
        }
        String index = null;
        if (clips.size() > 1) {
            Path file = new Path(folder, "index.html");
            write(file, ClipPage.list(title(run, clips.size()), entries));
            index = file.toString();
        }
        return new ExplainSummary(pages, index);
    }

    private String title(RunRecord run, int count) {
        return options.clipIds().isEmpty()
                ? count + " clips of run " + run.runKey() + ", by "
                        + options.by().label().replace('_', ' ')
                : count + " clips of run " + run.runKey();
    }

    private void explain(
            RunExplainer explainer,
            RecordedClip recorded,
            List<ExplainSummary.Page> pages,
            List<ClipPage.Entry> entries) {
        String id = recorded.clip().clipId();
        try {
            RunExplainer.Explained explained = explainer.explain(recorded);
            String name = PageNames.of(recorded);
            String film = options.keeping().film() ? film(explained.look(), name) : null;
            ClipStory story = explained.teller().tell(options.keeping(), explained.remarks(), film);
            Path page = new Path(folder, name + ".html");
            write(page, ClipPage.render(story));
            pages.add(new ExplainSummary.Page(
                    id,
                    page.toString(),
                    PageEntry.problem(recorded, explained.look()).orElse(null),
                    !story.changes().isEmpty()));
            entries.add(PageEntry.of(recorded, page.getName(), explained.look()));
        } catch (InputException e) {
            String problem = String.valueOf(e.getMessage());
            pages.add(new ExplainSummary.Page(id, null, problem, false));
            entries.add(PageEntry.withoutLook(recorded, problem));
        }
    }

    private @Nullable String film(ClipLook look, String name) {
        try {
            java.nio.file.Path drawn = Files.createTempFile("oragen-explain", ".mp4");
            try {
                if (!ExplainedFilm.write(look, drawn)) {
                    return null;
                }
                Path file = new Path(folder, name + ".mp4");
                storage(file).copyFromLocalFile(true, true, new Path(drawn.toUri()), file);
                return file.getName();
            } finally {
                Files.deleteIfExists(drawn);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("film " + name + ".mp4 cannot be written to " + folder, e);
        }
    }

    private FileSystem storage(Path file) throws IOException {
        return Location.storage(file, spark.sparkContext().hadoopConfiguration());
    }

    private void write(Path file, String text) {
        try (OutputStream out = storage(file).create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
