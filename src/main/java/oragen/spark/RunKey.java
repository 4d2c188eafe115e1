package oragen.spark;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import oragen.fusion.Modality;
import oragen.onnx.Checksums;

/** The key of a run: equal where the bundle and every option that decides a label are equal. */
final class RunKey {
    private static final int LENGTH = 16;

    private RunKey() {}

    static Map<String, String> decidingOptions(LabelOptions options, Modality modality) {
        Map<String, String> deciding = new TreeMap<>();
        deciding.put("protocol", options.protocol().label());
        deciding.put("modality", modality.label());
        deciding.put("face", options.faceChoice().name().toLowerCase(Locale.ROOT));
        deciding.put("raw_audio", String.valueOf(options.rawAudio()));
        deciding.put("product", options.product().table());
        deciding.put("occlude", options.occlusions().toString());
        return deciding;
    }

    static String of(String bundleChecksum, Map<String, String> decidingOptions) {
        String text = LabelCorpus.SCHEMA_VERSION + "\n" + bundleChecksum + "\n" + decidingOptions;
        return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
    }
}
