package oragen.spark.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import oragen.pipeline.WindowTable;
import oragen.spark.label.Labelling;
import oragen.window.Protocol;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of a reading: {@code path}, {@code table}, and those of the command {@code label} that decide a label or
 * how tasks run, under the same names; {@code clip-time-limit} may be written {@code clip_time_limit} or {@code
 * clipTimeLimit} too.
 *
 * @param inputs files, folders, globs or manifests
 * @param told what the other options say, by their names without dashes
 */
record SourceOptions(List<String> inputs, SourceTable table, Map<String, String> told) {
    private static final Map<String, BiConsumer<Labelling, String>> KNOWN = new TreeMap<>(Map.of(
            "bundle", Labelling::bundle,
            "modality", (job, text) -> job.modality(word("modality", Modality.class, text)),
            "protocol", (job, text) -> job.protocol(word("protocol", Protocol.class, text)),
            "face", (job, text) -> job.face(word("face", FaceChoice.class, text)),
            "raw-audio", (job, text) -> job.rawAudio(RawAudio.parse("option raw-audio", text)),
            "occlude", (job, text) -> job.occlude(MaskType.parseAll(Arrays.asList(text.split(",")))),
            "device", (job, text) -> job.device(word("device", DevicePreference.class, text)),
            "precision", (job, text) -> job.precision(word("precision", PrecisionPreference.class, text)),
            "partitions", (job, text) -> job.partitions(number("partitions", text)),
            "clip-time-limit", (job, text) -> job.clipTimeLimitSeconds(number("clip-time-limit", text))));

    static SourceOptions of(CaseInsensitiveStringMap given) {
        List<String> inputs = inputs(given);
        Map<String, String> told = new TreeMap<>();
        given.asCaseSensitiveMap().forEach((name, value) -> {
            String plain = plain(name);
            if (!List.of("path", "paths", "table").contains(plain)) {
                String known = KNOWN.keySet().stream()
                        .filter(option -> plain(option).equals(plain))
                        .findFirst()
                        .orElseThrow(() -> new InputException(
                                "option " + name,
                                "the source oragen has none of that name",
                                "use path, table, " + String.join(", ", KNOWN.keySet())));
                told.put(known, value);
            }
        });
        return new SourceOptions(
                inputs, SourceTable.parse(given.getOrDefault("table", SourceTable.PREDICTIONS.label())), told);
    }

    /** A job of what the options say. */
    Labelling labelling(SparkSession spark) {
        Labelling job = switch (table) {
            case FEATURES -> Labelling.featuresOf(spark);
            case WINDOWS -> Labelling.of(spark).windows(WindowTable.WRITTEN);
            case PREDICTIONS, REJECTS, ALL, CLIPS -> Labelling.of(spark);
        };
        inputs.forEach(job::input);
        told.forEach((name, value) -> {
            BiConsumer<Labelling, String> teller = KNOWN.get(name);
            if (teller != null) {
                teller.accept(job, value);
            }
        });
        return job.waveClips(Integer.MAX_VALUE);
    }

    private static List<String> inputs(CaseInsensitiveStringMap given) {
        List<String> inputs = new ArrayList<>();
        String one = given.get("path");
        String several = given.get("paths"); // as Spark's readers write several paths
        try {
            if (several != null) {
                inputs.addAll(List.of(new ObjectMapper().readValue(several, String[].class)));
            }
        } catch (JsonProcessingException e) {
            throw new InputException("option paths", several, "use path, or load several paths at once", e);
        }
        if (one != null) {
            inputs.add(one);
        }
        if (inputs.isEmpty()) {
            throw new InputException(
                    "option path", "is missing", "name a file, folder, glob or manifest: load(\"/data/clips\")");
        }
        return inputs;
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
