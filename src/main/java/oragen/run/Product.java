package oragen.run;

import java.util.List;

/** What a run makes of its clips. */
public enum Product {
    /** One row a clip, by {@code label}. */
    PREDICTIONS("predictions", "predicted"),
    /** One row a window, by {@code extract}. */
    FEATURES("features", "encoded");

    private final String table;
    private final String done;

    Product(String table, String done) {
        this.table = table;
        this.done = done;
    }

    /** What became of a clip that was not rejected, in a word. */
    public String done() {
        return done;
    }

    /** The table of the clips that were not rejected. */
    public String table() {
        return table;
    }

    /** Tables by which a run knows what it has done. */
    public List<String> tables() {
        return List.of(table, "rejects");
    }
}
