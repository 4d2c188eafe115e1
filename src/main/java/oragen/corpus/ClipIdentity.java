package oragen.corpus;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import oragen.InputException;
import org.jspecify.annotations.Nullable;

/** What makes a clip the same clip in another run: where it lies and which part of it is meant. */
public record ClipIdentity(
        String path,
        @Nullable String channel,
        @Nullable Double startSecond,
        @Nullable Double endSecond,
        @Nullable FaceRegion faceBox) {
    public ClipIdentity {
        if (startSecond != null && !(startSecond >= 0)) {
            throw new InputException("start_second", startSecond.toString(), "use 0 or more seconds");
        }
        double start = startSecond == null ? 0 : startSecond;
        if (endSecond != null && !(endSecond > start)) {
            throw new InputException("end_second", endSecond.toString(), "use a time after start_second");
        }
    }

    /** {@code #…} with what is given beyond the path, or an empty string. */
    public String suffix() {
        String parts = Stream.of(
                        channel == null ? "" : "channel=" + channel,
                        startSecond == null ? "" : "start=" + startSecond,
                        endSecond == null ? "" : "end=" + endSecond,
                        faceBox == null ? "" : "face=" + faceBox)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return parts.isEmpty() ? "" : "#" + parts;
    }

    /** One string for comparison in joins and hash sets. */
    public String key() {
        return path + suffix();
    }
}
