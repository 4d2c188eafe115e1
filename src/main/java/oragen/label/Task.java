package oragen.label;

/** What is predicted of a speaker, in the order of options and tables of training. */
public enum Task {
    GENDER("gender", "gender"),
    AGE("age", "age"),
    MASK("mask", "mask_type");

    private final String label;
    private final String column;

    Task(String label, String column) {
        this.label = label;
        this.column = column;
    }

    /** The word of options and of training's records. */
    public String label() {
        return label;
    }

    /** The word of tables: the column of predictions, which with {@code label_} before it holds the truth. */
    public String column() {
        return column;
    }
}
