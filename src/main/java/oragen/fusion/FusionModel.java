package oragen.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.InputException;
import oragen.encode.VisualFeatures;
import oragen.onnx.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.jspecify.annotations.Nullable;

/** Features of windows → predictions. A missing modality or slot is a tensor of zeros, as in training. */
public final class FusionModel {
    private final TensorModel model;
    private final BundleManifest manifest;

    public FusionModel(TensorModel model, BundleManifest manifest) {
        this.model = model;
        this.manifest = manifest;
    }

    /** Predicts all windows in one batch. */
    public List<WindowPrediction> predict(List<WindowFeatures> windows) {
        Map<String, Tensor> candidates = new HashMap<>();
        addAudio(windows, candidates);
        addVisual(windows, candidates);
        Set<String> declared = model.inputNames();
        candidates.keySet().retainAll(declared);
        Map<String, Tensor.FloatTensor> outputs = model.run(candidates);
        return split(outputs, windows.size());
    }

    private void addAudio(List<WindowFeatures> windows, Map<String, Tensor> inputs) {
        BundleManifest.AudioEncoder encoder = manifest.audioEncoder();
        if (encoder == null) {
            return;
        }
        int size = size(encoder.featureShape());
        float[] features = new float[windows.size() * size];
        float[] present = new float[windows.size()];
        for (int i = 0; i < windows.size(); i++) {
            var audio = windows.get(i).audio();
            if (audio != null) {
                System.arraycopy(audio.values(), 0, features, i * size, size);
                present[i] = 1;
            }
        }
        inputs.put("audio_features", Tensor.of(features, shape(encoder.featureShape(), windows.size())));
        inputs.put("audio_present", Tensor.of(present, windows.size()));
    }

    private void addVisual(List<WindowFeatures> windows, Map<String, Tensor> inputs) {
        BundleManifest.VisualEncoder encoder = manifest.visualEncoder();
        if (encoder == null) {
            return;
        }
        int slots = manifest.windows().slots();
        int size = size(encoder.featureShape());
        float[] features = new float[windows.size() * slots * size];
        float[] present = new float[windows.size() * slots];
        for (int i = 0; i < windows.size(); i++) {
            for (int slot = 0; slot < slots; slot++) {
                VisualFeatures visual = windows.get(i).slots().get(slot);
                if (visual != null) {
                    System.arraycopy(visual.values(), 0, features, (i * slots + slot) * size, size);
                    present[i * slots + slot] = 1;
                }
            }
        }
        inputs.put("visual_features", Tensor.of(features, shape(encoder.featureShape(), windows.size(), slots)));
        inputs.put("slot_present", Tensor.of(present, windows.size(), slots));
    }

    private List<WindowPrediction> split(Map<String, Tensor.FloatTensor> outputs, int windows) {
        BundleManifest.Fusion tasks = manifest.fusion();
        float[] gender = tasks.genderClasses() == null ? null : values(outputs, "gender_logits", 2 * windows);
        float[] age = tasks.age() ? values(outputs, "age_years", windows) : null;
        float[] mask = tasks.maskClasses() == null ? null : values(outputs, "mask_logits", 6 * windows);
        List<WindowPrediction> predictions = new ArrayList<>(windows);
        for (int i = 0; i < windows; i++) {
            predictions.add(new WindowPrediction(
                    gender == null ? null : softmax(gender, 2 * i, 2),
                    age == null ? null : (double) age[i],
                    mask == null ? null : softmax(mask, 6 * i, 6)));
        }
        return predictions;
    }

    private float[] values(Map<String, Tensor.FloatTensor> outputs, String name, int size) {
        Tensor.@Nullable FloatTensor output = outputs.get(name);
        if (output == null || output.values().length != size) {
            throw new InputException(
                    manifest.fusion().file(),
                    output == null ? "no output " + name : name + " with " + output.values().length + " values",
                    "the manifest promises " + size + "; correct its tasks or the graph");
        }
        return output.values();
    }

    private static double[] softmax(float[] logits, int offset, int classes) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, logits[offset + i]);
        }
        double[] probabilities = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            probabilities[i] = Math.exp(logits[offset + i] - largest);
            sum += probabilities[i];
        }
        for (int i = 0; i < classes; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    private static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static long[] shape(List<Integer> features, long... leading) {
        long[] shape = new long[leading.length + features.size()];
        System.arraycopy(leading, 0, shape, 0, leading.length);
        for (int i = 0; i < features.size(); i++) {
            shape[leading.length + i] = features.get(i);
        }
        return shape;
    }
}
