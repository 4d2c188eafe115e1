package oragen.spark;

import java.util.List;

/** What a run makes of its clips. */
public enum Product {
    /** One row a clip, by {@code label}. */
    PREDICTIONS("predictions"),
    /** One row a window, by {@code extract}. */
    FEATURES("features");

    private final String table;

    Product(String table) {
        this.table = table;
    }

    /** The table of the clips that were not rejected. */
    public String table() {
        return table;
    }

    /** Tables by which a run knows what it has done. */
    List<String> tables() {
        return List.of(table, "rejects");
    }
}
