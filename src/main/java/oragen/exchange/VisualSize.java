package oragen.exchange;

/** Sizes of a visual model, in pixels and features. */
record VisualSize(int imageSide, int patchSide, int width, int layers, int inner, Gate gate) {
    private static final double GIGA = 1e9;

    /** Floating point operations of the encoder for one frame, in units of 10^9; the last layer has one row. */
    double gigaflops() {
        double patches = Math.pow((double) imageSide / patchSide, 2);
        double tokens = patches + 1;
        double products = patches * 3 * patchSide * patchSide * width;
        double layer = tokens * width * (4.0 * width + 2.0 * inner) + 2 * tokens * tokens * width;
        double last = tokens * width * 2.0 * width + width * (2.0 * width + 2.0 * inner) + 2 * tokens * width;
        return 2 * (products + (layers - 1) * layer + last) / GIGA;
    }

    static VisualSize base() {
        return new VisualSize(224, 16, 768, 12, 3072, Gate.ATTENTION);
    }

    static VisualSize of(Weights weights) {
        String prefix = "vit_model.vit.";
        int patch = (int) weights.shape(prefix + "embeddings.patch_embeddings.projection.weight", 4)[2];
        long positions = weights.shape(prefix + "embeddings.position_embeddings", 3)[1];
        return new VisualSize(
                (int) Math.round(Math.sqrt(positions - 1)) * patch,
                patch,
                (int) weights.shape(prefix + "embeddings.cls_token", 3)[2],
                weights.count(prefix + "encoder.layer."),
                (int) weights.shape(prefix + "encoder.layer.0.intermediate.dense.weight", 2)[0],
                weights.has("model_final.gal.WF") ? Gate.GATED : Gate.ATTENTION);
    }

    /** The two heads of the visual model. */
    enum Gate {
        /** Dot-product self-attention over the tokens. */
        ATTENTION,
        /** Two views of the tokens, weighed against each other. */
        GATED
    }
}
