package oragen.corpus.format;

import java.util.Map;
import oragen.corpus.format.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/** Columns of anyone's tables, and groups of anyone's patterns, by their names. */
final class ManifestColumns {
    private ManifestColumns() {}

    /** Names of groups have no underscores: maskType and masktype are mask_type. Some call the gender sex. */
    static void put(LabelValues values, GenderCodes codes, String name, @Nullable String value)
            throws MalformedValueException {
        switch (name) {
            case "gender", "sex" -> codes.put(values, value);
            case "age" -> values.age(value);
            case "mask_type", "maskType", "masktype" -> values.maskType(value);
            case "subset" -> values.subset(value);
            default -> values.put(name, value);
        }
    }

    /** All cells of a row but one. */
    static LabelValues values(Map<String, String> cells, GenderCodes codes, String without)
            throws MalformedValueException {
        LabelValues values = new LabelValues();
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            if (!cell.getKey().equals(without)) {
                put(values, codes, cell.getKey(), cell.getValue());
            }
        }
        return values;
    }
}
