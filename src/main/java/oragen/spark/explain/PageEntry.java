package oragen.spark.explain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import oragen.explain.ClipLook;
import oragen.explain.RecordedClip;
import oragen.explain.StoryTeller;
import oragen.pipeline.ClipOutcome;
import oragen.report.ClipPage;
import org.jspecify.annotations.Nullable;

/** A recorded clip and a second look → its line in a list. */
final class PageEntry {
    private PageEntry() {}

    /** @param file of its page beside the list; null where it has none */
    static ClipPage.Entry of(RecordedClip recorded, @Nullable String file, ClipLook look) {
        String note = problem(recorded, look)
                .orElse(StoryTeller.isAsRecorded(recorded, look) ? "" : "not the result that was recorded");
        return new ClipPage.Entry(
                recorded.clip().clipId(), file, look.portrait().orElse(null), recorded.why(), said(recorded), note);
    }

    static ClipPage.Entry withoutLook(RecordedClip recorded, String problem) {
        return new ClipPage.Entry(recorded.clip().clipId(), null, null, recorded.why(), said(recorded), problem);
    }

    /** Why a clip that a run has predicted cannot be any more; nothing where it can. */
    static Optional<String> problem(RecordedClip recorded, ClipLook look) {
        return recorded.prediction() != null && look.outcome() instanceof ClipOutcome.Rejected gone
                ? Optional.of(gone.message() + "; " + gone.remedy())
                : Optional.empty();
    }

    private static String said(RecordedClip recorded) {
        return StoryTeller.answers(recorded).stream()
                .map(answer -> answer.task().toLowerCase(Locale.ROOT) + " " + answer.predicted()
                        + (answer.truth().startsWith("label: ") ? " (" + answer.truth() + ")" : ""))
                .collect(Collectors.joining(", "));
    }
}
