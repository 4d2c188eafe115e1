package oragen.training.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.network.VoiceNetwork;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.training.voice.SpeechFolder;
import oragen.training.voice.SpeechFolder.Part;
import oragen.training.voice.SpeechFolder.Voice;
import oragen.training.voice.SpeechWindows;

/** What the compact bundle's voice network says of the gender of voices that were held out. */
public final class VoiceOdds {
    private static final int WINDOWS = 60;

    private final ModelBundle bundle;

    public VoiceOdds(ModelBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * Of each validation voice some windows, every other one disturbed as recordings are; a list a voice.
     *
     * @param speech folder that {@code model train-voice} takes
     */
    public List<List<GenderOdds>> of(Path speech, long seed) throws IOException {
        BundleManifest.AudioEncoder parameters = bundle.manifest().audioEncoder();
        if (parameters == null || !parameters.featureShape().equals(List.of(VoiceNetwork.FEATURES))) {
            throw new InputException(
                    "bundle " + bundle.manifest().name(),
                    "does not have the voice network of the compact bundle",
                    "use the compact bundle");
        }
        List<Voice> voices = SpeechFolder.read(speech).stream()
                .filter(voice -> voice.part() == Part.VALIDATION)
                .toList();
        SpeechWindows windows = new SpeechWindows(voices);
        List<List<GenderOdds>> odds = new ArrayList<>();
        int windowsSoFar = 0;
        try (TensorModel model = bundle.load(parameters.file(), InferenceDevice.CPU, 0)) {
            for (Voice voice : voices) {
                List<GenderOdds> ofVoice = new ArrayList<>();
                int count = Math.min(WINDOWS, voice.utterances().size());
                for (int i = 0; i < count; i++) {
                    SpeechWindows.Window window =
                            i % 2 == 0 ? windows.clean(voice, i) : windows.degraded(voice, i, seed + windowsSoFar);
                    ofVoice.add(new GenderOdds(voice.gender(), maleLogOdds(model, parameters, window.samples())));
                    windowsSoFar++;
                }
                odds.add(ofVoice);
            }
        }
        return odds;
    }

    private static double maleLogOdds(TensorModel model, BundleManifest.AudioEncoder parameters, float[] samples) {
        Tensor input = Tensor.of(samples, 1, samples.length);
        Tensor.FloatTensor features =
                model.run(Map.of(parameters.input(), input)).get(parameters.output());
        if (features == null) {
            throw new IllegalStateException(parameters.file() + " has no output " + parameters.output());
        }
        return features.values()[VoiceNetwork.LOG_ODDS_MALE];
    }
}
