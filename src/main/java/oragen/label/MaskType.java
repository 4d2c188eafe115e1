package oragen.label;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import oragen.InputException;

/** Protective mask types of BRAVE-MASKS, in the order of the published logits. */
public enum MaskType {
    NO_MASK("no_mask"),
    TISSUE("tissue"),
    MEDICAL("medical"),
    PROTECTIVE_FFP("protective_ffp"),
    RESPIRATOR("respirator"),
    FACE_SHIELD("face_shield");

    private final String label;

    MaskType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Reads a label as manifests spell it, ignoring case. */
    public static MaskType fromLabel(String label) {
        for (MaskType type : values()) {
            if (type.label.equalsIgnoreCase(label)) {
                return type;
            }
        }
        String known = Arrays.stream(values()).map(MaskType::label).collect(Collectors.joining(", "));
        throw new InputException("mask_type", "\"" + label + "\"", "use one of " + known);
    }

    /** Reads labels as options spell them, each type once; {@code all} stands for every type. */
    public static List<MaskType> parseAll(List<String> labels) {
        return labels.contains("all")
                ? List.of(values())
                : labels.stream().map(MaskType::fromLabel).distinct().toList();
    }
}
