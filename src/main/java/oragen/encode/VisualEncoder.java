package oragen.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** Face crops → visual features. */
public final class VisualEncoder {
    /** What lies between the layers of a few crops fits the cache: batches of 16 took 15 % more for each in 8 bits. */
    private static final int PROCESSOR_BATCH = 4;

    private final TensorModel model;
    private final BundleManifest.VisualEncoder parameters;

    public VisualEncoder(TensorModel model, BundleManifest.VisualEncoder parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    /** Encodes crops, each [3, height, width] and normalised as the manifest says; on a GPU in one batch. */
    public List<VisualFeatures> encode(List<float[]> crops) {
        int size = model.isOnGpu() ? crops.size() : PROCESSOR_BATCH;
        List<VisualFeatures> features = new ArrayList<>();
        for (int from = 0; from < crops.size(); from += size) {
            features.addAll(encodeBatch(crops.subList(from, Math.min(crops.size(), from + size))));
        }
        return features;
    }

    private List<VisualFeatures> encodeBatch(List<float[]> crops) {
        int cropSize = 3 * parameters.height() * parameters.width();
        float[] batch = new float[crops.size() * cropSize];
        for (int i = 0; i < crops.size(); i++) {
            System.arraycopy(crops.get(i), 0, batch, i * cropSize, cropSize);
        }
        Tensor input = Tensor.of(batch, crops.size(), 3, parameters.height(), parameters.width());
        Tensor.FloatTensor output = FeatureBatch.output(
                model.run(Map.of(parameters.input(), input)), parameters.output(), parameters.file());
        List<VisualFeatures> features = new ArrayList<>();
        for (float[] row : FeatureBatch.rows(output, parameters.featureShape(), parameters.file())) {
            features.add(new VisualFeatures(row));
        }
        return features;
    }
}
