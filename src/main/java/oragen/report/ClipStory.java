package oragen.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one clip tells, in the order of its parts. Labels of classes are as tables spell them.
 *
 * @param missing sentences on what could not be used, and why
 * @param timeline null where the clip could not be looked at
 * @param agreement sentence on whether voice and face say the same; may be empty
 * @param pictureNote which frames are shown; may be empty
 * @param film name of a film beside the page; null where there is none
 */
public record ClipStory(
        String clipId,
        String title,
        List<Answer> answers,
        List<Notice> notices,
        List<FirstScreen.Fact> facts,
        List<String> missing,
        @Nullable ClipTimeline timeline,
        List<Told> told,
        String agreement,
        List<Picture> pictures,
        String pictureNote,
        List<Change> changes,
        @Nullable String film) {
    /** How a prediction stands to its label. */
    public enum Verdict {
        RIGHT,
        WRONG,
        UNKNOWN
    }

    /**
     * The answer to one task.
     *
     * @param predicted in words, or that there is none
     * @param certainty its probability, or what else is to be known of it
     * @param truth the label, or that there is none
     */
    public record Answer(String task, String predicted, String certainty, String truth, Verdict verdict) {}

    /** @param good whether nothing is to be minded */
    public record Notice(boolean good, String text) {}

    /** What was said of the clip by voice, by face, or by both; a dash where there is no answer. */
    public record Told(String by, String gender, String age, String mask, String note) {}

    /** A value that is not as it was recorded. */
    public record Change(String what, String recorded, String now) {}

    /**
     * A frame that was looked at.
     *
     * @param image and {@code crop}: JPEG as a {@code data:} address; the crop is null where none was encoded
     * @param width and {@code height}: of the frame in pixels, in which boxes and points are given
     * @param caption what was found
     */
    public record Picture(
            int second,
            String image,
            int width,
            int height,
            List<Box> boxes,
            List<Point> points,
            @Nullable String crop,
            String caption) {}

    /** @param speaker whether the face was taken for the speaker's */
    public record Box(double left, double top, double width, double height, boolean speaker) {}

    public record Point(double x, double y) {}
}
