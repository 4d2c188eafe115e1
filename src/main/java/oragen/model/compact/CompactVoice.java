package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.util.List;
import oragen.bundle.BundleManifest;
import oragen.network.VoiceNetwork;
import oragen.network.graph.VoiceGraph;

/** The audio encoder of the compact bundle: the voice network with the weights that are part of the program. */
final class CompactVoice {
    static final String FILE = "audio_encoder.onnx";
    static final String SOURCE =
            "oragen compact/voice.safetensors, trained by model train-voice on voices of speech synthesisers of Debian 12;"
                    + " models/README.md lists them";
    static final String LICENCE = "Apache-2.0";

    private static final String WEIGHTS = "voice.safetensors";

    private CompactVoice() {}

    /** {@code waveform} [n, samples] to {@code audio_features} [n, {@link VoiceNetwork#FEATURES}]. */
    static OnnxMl.ModelProto build() throws IOException {
        return OwnWeights.use(WEIGHTS, checkpoint -> VoiceGraph.build(checkpoint, WEIGHTS));
    }

    static BundleManifest.AudioEncoder manifest() {
        return new BundleManifest.AudioEncoder(
                FILE, VoiceNetwork.INPUT, VoiceNetwork.OUTPUT, List.of(VoiceNetwork.FEATURES));
    }
}
