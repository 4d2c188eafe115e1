package oragen.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleIT {
    private static final Path COMPACT = Path.of("models", "compact");

    @TempDir
    private Path copy;

    @BeforeEach
    void copyBundle() throws IOException {
        try (Stream<Path> files = Files.list(COMPACT)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aFileWithAnotherChecksumIsNamed() throws IOException {
        Files.writeString(copy.resolve("fusion.onnx"), "changed");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ModelBundle.open(copy))
                .withMessageContaining(copy.resolve("fusion.onnx").toString())
                .withMessageContaining("but the manifest has");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(copy.resolve("vad.onnx"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ModelBundle.open(copy))
                .withMessageContaining(copy.resolve("vad.onnx").toString())
                .withMessageContaining("missing");
    }

    @Test
    void aMissingManifestIsNamed() throws IOException {
        Files.delete(copy.resolve("manifest.json"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ModelBundle.open(copy))
                .withMessageContaining("no manifest.json");
    }

    @Test
    void anUnknownManifestFieldIsNamed() throws IOException {
        Path manifest = copy.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"shape\"", "\"form\": 1, \"shape\""));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ModelBundle.open(copy))
                .withMessageContaining("visualEncoder.crop.form");
    }

    @Test
    void theVoiceActivityNetworkRunsWithNamedInputs() {
        ModelBundle bundle = ModelBundle.open(COMPACT);
        BundleManifest.VoiceActivity vad = bundle.manifest().voiceActivity();
        try (TensorModel model = bundle.load(vad.file(), InferenceDevice.CPU, 1)) {
            Map<String, Tensor.FloatTensor> outputs = model.run(Map.of(
                    vad.stateInput(), Tensor.of(new float[256], 2, 1, 128),
                    vad.audioInput(), Tensor.of(new float[576], 1, 576)));
            assertThat(outputs).containsOnlyKeys(vad.probabilityOutput(), vad.stateOutput());
            assertThat(Objects.requireNonNull(outputs.get(vad.probabilityOutput()))
                            .values()[0])
                    .isBetween(0f, 0.1f);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> model.run(Map.of()))
                    .withMessageContaining("needs the inputs [chunks, state]");
        }
    }

    @Test
    void closingWaitsForCallsUnderWayAndThenThereAreNone() throws InterruptedException {
        ModelBundle bundle = ModelBundle.open(COMPACT);
        BundleManifest.VisualEncoder encoder =
                Objects.requireNonNull(bundle.manifest().visualEncoder());
        Tensor crops = Tensor.of(new float[4 * 3 * 224 * 224], 4, 3, 224, 224);
        CountDownLatch answered = new CountDownLatch(2);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread busy;
        try (TensorModel model = bundle.load(encoder.file(), InferenceDevice.CPU, 1)) {
            busy = new Thread(() -> {
                try {
                    while (true) {
                        model.run(Map.of(encoder.input(), crops));
                        answered.countDown();
                    }
                } catch (Throwable e) {
                    ended.set(e);
                }
            });
            busy.start();
            answered.await();
        }
        busy.join();
        assertThat(ended.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("is closed");
    }

    @Test
    void aFileOutsideTheManifestIsNotLoaded() {
        ModelBundle bundle = ModelBundle.open(COMPACT);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(
                        () -> bundle.load("other.onnx", InferenceDevice.CPU, 1).close())
                .withMessageContaining("does not list other.onnx");
    }
}
