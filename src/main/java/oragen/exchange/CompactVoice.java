package oragen.exchange;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import oragen.exchange.checkpoint.Checkpoint;
import oragen.onnx.BundleManifest;

/** The audio encoder of the compact bundle: the voice network with the weights that are part of the program. */
final class CompactVoice {
    static final String FILE = "audio_encoder.onnx";
    static final String SOURCE =
            "oragen compact/voice.safetensors, trained by model train-voice on voices of speech synthesisers of Debian 12;"
                    + " models/README.md lists them";
    static final String LICENCE = "Apache-2.0";

    private static final String WEIGHTS = "compact/voice.safetensors";

    private CompactVoice() {}

    /** {@code waveform} [n, samples] to {@code audio_features} [n, {@link VoiceNetwork#FEATURES}]. */
    static OnnxMl.ModelProto build() throws IOException {
        Path file = Files.createTempFile("oragen-voice", ".safetensors");
        try {
            Files.write(file, weights());
            try (Checkpoint checkpoint = Checkpoint.open(file)) {
                return VoiceNetwork.build(checkpoint, WEIGHTS);
            }
        } finally {
            Files.delete(file);
        }
    }

    static byte[] weights() throws IOException {
        try (InputStream stream = CompactVoice.class.getResourceAsStream(WEIGHTS)) {
            return Objects.requireNonNull(stream, WEIGHTS).readAllBytes();
        }
    }

    static BundleManifest.AudioEncoder manifest() {
        return new BundleManifest.AudioEncoder(
                FILE, VoiceNetwork.INPUT, VoiceNetwork.OUTPUT, List.of(VoiceNetwork.FEATURES));
    }
}
