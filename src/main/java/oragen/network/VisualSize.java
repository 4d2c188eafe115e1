package oragen.network;

import java.util.List;

/** Sizes of a visual model, in pixels and features, and how its layers are named. */
public record VisualSize(
        int imageSide, int patchSide, int width, int layers, int inner, Gate gate, LayerNames layerNames) {
    public static final String PREFIX = "vit_model.vit.";

    private static final double GIGA = 1e9;

    /** Floating point operations of the encoder for one frame, in units of 10^9; the last layer has one row. */
    public double gigaflops() {
        double patches = Math.pow((double) imageSide / patchSide, 2);
        double tokens = patches + 1;
        double products = patches * 3 * patchSide * patchSide * width;
        double layer = tokens * width * (4.0 * width + 2.0 * inner) + 2 * tokens * tokens * width;
        double last = tokens * width * 2.0 * width + width * (2.0 * width + 2.0 * inner) + 2 * tokens * width;
        return 2 * (products + (layers - 1) * layer + last) / GIGA;
    }

    public static VisualSize base() {
        return new VisualSize(224, 16, 768, 12, 3072, Gate.ATTENTION, LayerNames.OLDER);
    }

    public static VisualSize of(Weights weights) {
        LayerNames names = weights.startsAny(PREFIX + LayerNames.NEWER.layers) ? LayerNames.NEWER : LayerNames.OLDER;
        int patch = (int) weights.shape(PREFIX + "embeddings.patch_embeddings.projection.weight", 4)[2];
        long positions = weights.shape(PREFIX + "embeddings.position_embeddings", 3)[1];
        return new VisualSize(
                (int) Math.round(Math.sqrt(positions - 1)) * patch,
                patch,
                (int) weights.shape(PREFIX + "embeddings.cls_token", 3)[2],
                weights.count(PREFIX + names.layers),
                (int) weights.shape(names.layer(0) + names.inner() + ".weight", 2)[0],
                weights.has("model_final.gal.WF") ? Gate.GATED : Gate.ATTENTION,
                names);
    }

    /** The same sizes under other names. */
    VisualSize named(LayerNames names) {
        return new VisualSize(imageSide, patchSide, width, layers, inner, gate, names);
    }

    /** The names of a layer and its parts, before and since version 5 of the library transformers. */
    public enum LayerNames {
        OLDER(
                "encoder.layer.",
                List.of("attention.attention.query", "attention.attention.key", "attention.attention.value"),
                "attention.output.dense",
                "intermediate.dense",
                "output.dense"),
        NEWER(
                "layers.",
                List.of("attention.q_proj", "attention.k_proj", "attention.v_proj"),
                "attention.o_proj",
                "mlp.fc1",
                "mlp.fc2");

        private final String layers;
        private final List<String> projections;
        private final String attended;
        private final String inner;
        private final String outer;

        LayerNames(String layers, List<String> projections, String attended, String inner, String outer) {
            this.layers = layers;
            this.projections = projections;
            this.attended = attended;
            this.inner = inner;
            this.outer = outer;
        }

        /** Begins the names of a layer's parts. */
        public String layer(int number) {
            return PREFIX + layers + number + ".";
        }

        /** Of queries, keys and values, in this order. */
        public List<String> projections() {
            return projections;
        }

        /** Of what was attended to. */
        public String attended() {
            return attended;
        }

        /** The first of the perceptron's two, and {@link #outer()} the second. */
        public String inner() {
            return inner;
        }

        public String outer() {
            return outer;
        }
    }

    /** The two heads of the visual model. */
    public enum Gate {
        /** Dot-product self-attention over the tokens. */
        ATTENTION,
        /** Two views of the tokens, weighed against each other. */
        GATED
    }
}
