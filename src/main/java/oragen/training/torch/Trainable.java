package oragen.training.torch;

import oragen.network.FusionNetwork;

/** Which parameters training moves. */
public enum Trainable {
    ALL("all"),
    /** Those of the heads; the body stays as it was imported. */
    HEADS("heads"),
    /** Those of a mask head that the imported fusion lacks: gender and age stay as they were, to the last bit. */
    NEW_HEADS("new-heads");

    private final String label;

    Trainable(String label) {
        this.label = label;
    }

    /** The word of the option {@code --train}. */
    public String label() {
        return label;
    }

    public boolean moves(String parameter) {
        return switch (this) {
            case ALL -> true;
            case HEADS -> parameter.startsWith(FusionNetwork.HEADS);
            case NEW_HEADS -> parameter.startsWith(FusionNetwork.MASK_HEAD);
        };
    }
}
