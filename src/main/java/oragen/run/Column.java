package oragen.run;

/**
 * A column of a table of the output folder.
 *
 * @param always whether it never is null
 * @param meaning for people who write queries; empty where the name says it
 */
public record Column(String name, Type type, boolean always, String meaning) {
    /** What a column holds. */
    public enum Type {
        TEXT,
        /** 64-bit float. */
        REAL,
        /** 32 bits. */
        INTEGER,
        /** 64 bits. */
        LONG,
        FLAG,
        BYTES,
        /** A list, of which each may be unknown. */
        INTEGERS,
        TEXTS
    }

    /** A column that is known in every row. */
    static Column always(String name, Type type, String meaning) {
        return new Column(name, type, true, meaning);
    }

    /** A column that is null where it is unknown. */
    static Column perhaps(String name, Type type, String meaning) {
        return new Column(name, type, false, meaning);
    }
}
