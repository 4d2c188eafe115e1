package oragen.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** Face crops → visual features. */
public final class VisualEncoder {
    private final TensorModel model;
    private final BundleManifest.VisualEncoder parameters;

    public VisualEncoder(TensorModel model, BundleManifest.VisualEncoder parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    /**
     * Encodes crops, each [3, height, width] and normalised as the manifest says: on a GPU in one batch, on a processor one
     * after the other. Batches gain nothing there (72 ms a face alone with ViT in 8 bits, 76 by eight; the compact bundle's
     * the same alone and by four), and in dynamic 8 bits, where a batch is rounded as a whole, a face's features would
     * differ by 3 % with its neighbours.
     */
    public List<VisualFeatures> encode(List<float[]> crops) {
        int size = model.isOnGpu() ? crops.size() : 1;
        List<VisualFeatures> features = new ArrayList<>();
        for (int from = 0; from < crops.size(); from += size) {
            features.addAll(encodeBatch(crops.subList(from, Math.min(crops.size(), from + size))));
        }
        return features;
    }

    private List<VisualFeatures> encodeBatch(List<float[]> crops) {
        float[] batch = crops.size() == 1 ? crops.get(0) : joined(crops);
        Tensor input = Tensor.of(batch, crops.size(), 3, parameters.height(), parameters.width());
        Tensor.FloatTensor output = FeatureBatch.output(
                model.run(Map.of(parameters.input(), input)), parameters.output(), parameters.file());
        List<VisualFeatures> features = new ArrayList<>();
        for (float[] row : FeatureBatch.rows(output, parameters.featureShape(), parameters.file())) {
            features.add(new VisualFeatures(row));
        }
        return features;
    }

    private static float[] joined(List<float[]> crops) {
        int size = crops.get(0).length;
        float[] all = new float[crops.size() * size];
        for (int i = 0; i < crops.size(); i++) {
            System.arraycopy(crops.get(i), 0, all, i * size, size);
        }
        return all;
    }
}
