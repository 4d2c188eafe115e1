package oragen.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.encode.VisualFeatures;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.jspecify.annotations.Nullable;

/**
 * Features of windows → predictions. A missing modality or slot is a tensor of zeros, as in training. An answer that is
 * not a number says that the window tells nothing of that task: there is none then.
 */
public final class FusionModel {
    private final TensorModel model;
    private final BundleManifest manifest;
    private final BundleManifest.Fusion tasks;
    private final int @Nullable [] genderOfLogit;
    private final int @Nullable [] maskOfLogit;

    /** The model is shared and stays open; class labels that this program does not know are an error. */
    public FusionModel(TensorModel model, BundleManifest manifest, BundleManifest.Fusion tasks) {
        this.model = model;
        this.manifest = manifest;
        this.tasks = tasks;
        this.genderOfLogit = ordinals(
                tasks.genderClasses(),
                Gender.values().length,
                label -> Gender.fromLabel(label).ordinal());
        this.maskOfLogit = ordinals(
                tasks.maskClasses(),
                MaskType.values().length,
                label -> MaskType.fromLabel(label).ordinal());
    }

    /** Where each logit's class stands in our enum: a bundle may list its classes in any order. */
    private static int @Nullable [] ordinals(
            @Nullable List<String> labels, int count, ToIntFunction<String> ordinalOf) {
        if (labels == null) {
            return null;
        }
        int[] ordinals = labels.stream().mapToInt(ordinalOf).toArray();
        if (Arrays.stream(ordinals).distinct().count() != count || ordinals.length != count) {
            throw new InputException("manifest.json, fusion", "classes " + labels, "list each class once");
        }
        return ordinals;
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
        float[] gender =
                genderOfLogit == null ? null : values(outputs, "gender_logits", genderOfLogit.length * windows);
        float[] age = tasks.age() ? values(outputs, "age_years", windows) : null;
        float[] mask = maskOfLogit == null ? null : values(outputs, "mask_logits", maskOfLogit.length * windows);
        List<WindowPrediction> predictions = new ArrayList<>(windows);
        for (int i = 0; i < windows; i++) {
            predictions.add(new WindowPrediction(
                    softmax(gender, i, genderOfLogit),
                    age == null || Float.isNaN(age[i]) ? null : (double) age[i],
                    softmax(mask, i, maskOfLogit)));
        }
        return predictions;
    }

    private float[] values(Map<String, Tensor.FloatTensor> outputs, String name, int size) {
        Tensor.@Nullable FloatTensor output = outputs.get(name);
        if (output == null || output.values().length != size) {
            throw new InputException(
                    tasks.file(),
                    output == null ? "no output " + name : name + " with " + output.values().length + " values",
                    "the manifest declares " + size + "; correct its tasks or the graph");
        }
        return output.values();
    }

    /** Probabilities of one window in the order of our enum; null without the task, or where it is not answered. */
    private static double @Nullable [] softmax(float @Nullable [] logits, int window, int @Nullable [] ordinalOfLogit) {
        if (logits == null || ordinalOfLogit == null || Float.isNaN(logits[window * ordinalOfLogit.length])) {
            return null;
        }
        int classes = ordinalOfLogit.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, logits[window * classes + i]);
        }
        double[] probabilities = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            double exponential = Math.exp(logits[window * classes + i] - largest);
            probabilities[ordinalOfLogit[i]] = exponential;
            sum += exponential;
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
