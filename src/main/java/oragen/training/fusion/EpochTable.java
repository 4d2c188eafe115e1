package oragen.training.fusion;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** Epochs as lines of text. */
public final class EpochTable {
    private EpochTable() {}

    /** The head of {@link #line}. */
    public static String head() {
        return String.format(
                Locale.ROOT,
                "%5s %9s %9s %9s %9s %9s  %10s %9s %9s %9s",
                "epoch",
                "rate",
                "loss",
                "gender",
                "age",
                "mask",
                "gender UAR",
                "age MAE",
                "mask UAR",
                "windows/s");
    }

    /** One epoch for a terminal; a dash where there is nothing. */
    public static String line(Epoch epoch) {
        Map<String, Double> losses = epoch.losses();
        Scores scores = epoch.validation();
        return String.format(
                Locale.ROOT,
                "%5d %9.2e %9s %9s %9s %9s  %10s %9s %9s %9.1f",
                epoch.number(),
                epoch.learningRate(),
                told(losses.get(Epoch.TOTAL)),
                told(losses.get(Task.GENDER.label())),
                told(losses.get(Task.AGE.label())),
                told(losses.get(Task.MASK.label())),
                told(scores.genderUar()),
                told(scores.ageMae()),
                told(scores.maskUar()),
                epoch.windowsPerSecond());
    }

    private static String told(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** All epochs, with a head; numbers as they are. */
    public static String csv(List<Epoch> epochs) {
        StringBuilder table = new StringBuilder("epoch,learning_rate,loss,gender_loss,age_loss,mask_loss,"
                + "validation_gender_uar,validation_age_mae,validation_mask_uar,windows_per_second,"
                + "batches_of_several_corpora,batches_of_several_masks\n");
        for (Epoch epoch : epochs) {
            Map<String, Double> losses = epoch.losses();
            Scores scores = epoch.validation();
            table.append(epoch.number()).append(',').append(epoch.learningRate());
            cell(table, losses.get(Epoch.TOTAL));
            for (Task task : Task.values()) {
                cell(table, losses.get(task.label()));
            }
            cell(table, scores.genderUar());
            cell(table, scores.ageMae());
            cell(table, scores.maskUar());
            cell(table, epoch.windowsPerSecond());
            cell(table, share(epoch.mixing().corpora()));
            cell(table, share(epoch.mixing().masks()));
            table.append('\n');
        }
        return table.toString();
    }

    private static @Nullable Double share(Mixing.@Nullable Share share) {
        return share == null ? null : (Double) share.batches();
    }

    private static void cell(StringBuilder table, @Nullable Double value) {
        table.append(',').append(value == null ? "" : value.toString());
    }
}
