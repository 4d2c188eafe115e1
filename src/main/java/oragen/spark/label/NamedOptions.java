package oragen.spark.label;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.bundle.PrecisionPreference;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.media.RawAudio;
import oragen.onnx.DevicePreference;
import oragen.pipeline.decode.PictureDecoder;
import oragen.window.Protocol;

/**
 * Options of the command {@code label} that decide a label or how tasks run, as text under the names that they have there.
 * A name may be written {@code clip-time-limit}, {@code clip_time_limit} or {@code clipTimeLimit}.
 */
public final class NamedOptions {
    private static final Map<String, BiConsumer<Labelling, String>> KNOWN = new TreeMap<>(Map.ofEntries(
            entry("bundle", Labelling::bundle),
            entry("modality", (job, text) -> job.modality(word("modality", Modality.class, text))),
            entry("protocol", (job, text) -> job.protocol(word("protocol", Protocol.class, text))),
            entry("face", (job, text) -> job.face(word("face", FaceChoice.class, text))),
            entry("raw-audio", (job, text) -> job.rawAudio(RawAudio.parse("option raw-audio", text))),
            entry("occlude", (job, text) -> job.occlude(MaskType.parseAll(Arrays.asList(text.split(","))))),
            entry("decode", (job, text) -> job.decode(word("decode", PictureDecoder.class, text))),
            entry("device", (job, text) -> job.device(word("device", DevicePreference.class, text))),
            entry("precision", (job, text) -> job.precision(word("precision", PrecisionPreference.class, text))),
            entry("partitions", (job, text) -> job.partitions(number("partitions", text))),
            entry("clip-time-limit", (job, text) -> job.clipTimeLimitSeconds(number("clip-time-limit", text)))));

    private NamedOptions() {}

    /** Every name, in the order of the alphabet. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(KNOWN.keySet());
    }

    /** The name of an option in whatever way it is written; nothing where there is none. */
    public static Optional<String> known(String name) {
        return KNOWN.keySet().stream()
                .filter(option -> plain(option).equals(plain(name)))
                .findFirst();
    }

    /** Tells a job what an option says. @param name one of {@link #names()} */
    public static void tell(Labelling job, String name, String text) {
        BiConsumer<Labelling, String> teller = KNOWN.get(name);
        if (teller == null) {
            throw new IllegalArgumentException(name + " is no option");
        }
        teller.accept(job, text);
    }

    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E word(String option, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "option " + option,
                        text,
                        "use "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InputException("option " + option, text, "use a whole number", e);
        }
    }
}
