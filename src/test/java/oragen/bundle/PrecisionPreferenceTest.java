package oragen.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import oragen.InputException;
import org.junit.jupiter.api.Test;

final class PrecisionPreferenceTest {
    private final BundleManifest both = ModelBundle.readManifest(Path.of("models/compact"));
    private final BundleManifest earlier = changed(manifest -> {
        ((ObjectNode) manifest.path("files")).remove("visual_encoder_int8.onnx");
        manifest.path("files").forEach(file -> ((ObjectNode) file).remove("precision"));
    });
    private final BundleManifest converted = changed(manifest -> {
        ((ObjectNode) manifest.path("files")).remove("visual_encoder_int8.onnx");
        manifest.putObject("conversion")
                .put("precision", "int8")
                .put("deviation", "population")
                .put("windowGigaflops", 1.0)
                .put("frameGigaflops", 1.0);
    });

    PrecisionPreferenceTest() throws IOException {}

    @FunctionalInterface
    private interface Change {
        void make(ObjectNode manifest);
    }

    private static BundleManifest changed(Change change) throws IOException {
        JsonNode manifest = new JsonMapper()
                .readTree(Path.of("models/compact/manifest.json").toFile());
        change.make((ObjectNode) manifest);
        return ModelBundle.parseManifest(
                "bundle/manifest.json", manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void isRefused(PrecisionPreference preference, BundleManifest manifest, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> preference.settle(manifest, NetworkPrecision.INT8))
                .withMessage(message);
    }

    @Test
    void autoTakesBytesWhereTheBundleHasThemAndTheProcessorIsFast() {
        assertThat(PrecisionPreference.AUTO.settle(both, NetworkPrecision.INT8)).isEqualTo(NetworkPrecision.INT8);
        assertThat(PrecisionPreference.AUTO.settle(both, NetworkPrecision.FP32)).isEqualTo(NetworkPrecision.FP32);
        assertThat(PrecisionPreference.AUTO.settle(earlier, NetworkPrecision.INT8))
                .isEqualTo(NetworkPrecision.FP32);
        assertThat(PrecisionPreference.AUTO.settle(converted, NetworkPrecision.FP32))
                .isEqualTo(NetworkPrecision.INT8);
    }

    @Test
    void aGpuTakesHalvesWhereTheBundleHasThem() throws IOException {
        BundleManifest halves = changed(manifest -> {
            ObjectNode encoder = (ObjectNode) manifest.path("files").path("visual_encoder_int8.onnx");
            encoder.put("precision", "fp16");
        });
        assertThat(PrecisionPreference.AUTO.settle(halves, NetworkPrecision.FP16))
                .isEqualTo(NetworkPrecision.FP16);
        assertThat(PrecisionPreference.AUTO.settle(halves, NetworkPrecision.INT8))
                .isEqualTo(NetworkPrecision.FP32);
        assertThat(PrecisionPreference.FP16.settle(halves, NetworkPrecision.FP32))
                .isEqualTo(NetworkPrecision.FP16);
        assertThat(PrecisionPreference.AUTO.settle(both, NetworkPrecision.FP16)).isEqualTo(NetworkPrecision.FP32);
        assertThat(PrecisionPreference.AUTO.settle(converted, NetworkPrecision.FP16))
                .isEqualTo(NetworkPrecision.INT8);
    }

    @Test
    void whatIsAskedForIsTakenOnEveryProcessor() {
        assertThat(PrecisionPreference.FP32.settle(both, NetworkPrecision.INT8)).isEqualTo(NetworkPrecision.FP32);
        assertThat(PrecisionPreference.INT8.settle(both, NetworkPrecision.FP32)).isEqualTo(NetworkPrecision.INT8);
        assertThat(PrecisionPreference.INT8.settle(converted, NetworkPrecision.FP32))
                .isEqualTo(NetworkPrecision.INT8);
    }

    @Test
    void whatTheBundleLacksIsAnErrorWithARemedy() {
        isRefused(
                PrecisionPreference.INT8,
                earlier,
                "--precision int8: the bundle compact-3.0.0 has no network in int8; use --precision auto,"
                        + " or make the bundle again with model import --precision int8");
        isRefused(
                PrecisionPreference.FP16,
                both,
                "--precision fp16: the bundle compact-3.0.0 has no network in fp16; use --precision auto,"
                        + " or make the bundle again with model import --precision fp16");
        isRefused(
                PrecisionPreference.FP32,
                converted,
                "--precision fp32: the bundle compact-3.0.0 was converted to int8; omit --precision,"
                        + " or make the bundle again with model import --precision fp32");
    }

    @Test
    void aNetworkWithoutAnotherPrecisionHasOneFile() {
        String encoder = Objects.requireNonNull(both.visualEncoder()).file();
        assertThat(both.file(encoder, NetworkPrecision.FP32)).isEqualTo("visual_encoder.onnx");
        assertThat(both.file(encoder, NetworkPrecision.INT8)).isEqualTo("visual_encoder_int8.onnx");
        assertThat(earlier.file(encoder, NetworkPrecision.INT8)).isEqualTo("visual_encoder.onnx");
        assertThat(both.file(both.faceDetector().file(), NetworkPrecision.INT8)).isEqualTo("face_detector.onnx");
    }
}
