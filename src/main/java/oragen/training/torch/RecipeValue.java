package oragen.training.torch;

import oragen.InputException;

/** A number of a training, as its option gives it. */
public final class RecipeValue {
    private RecipeValue() {}

    /** Refuses a number that does not fit, by the option's name. */
    public static void require(boolean fits, String option, Number value, String remedy) {
        if (!fits) {
            throw new InputException(option, value.toString(), remedy);
        }
    }
}
