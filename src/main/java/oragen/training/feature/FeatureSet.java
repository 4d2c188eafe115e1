package oragen.training.feature;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.network.FusionSize;
import oragen.run.FeatureTable;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * A table of features that was looked through once, without the features themselves.
 *
 * @param subset that rows must be of; null for all
 * @param clips identities
 * @param genders windows of each gender, and {@code masks} of each mask type
 * @param ages windows with an age
 */
public record FeatureSet(
        FeatureFolder folder,
        @Nullable String subset,
        long windows,
        Set<String> clips,
        long[] genders,
        long ages,
        Set<Double> distinctAges,
        long[] masks,
        Set<String> protocols) {
    /** Two ages are enough to learn from; more need not be remembered. */
    private static final int DISTINCT_AGES = 2;

    /**
     * What the features must be.
     *
     * @param checksum of the bundle whose encoders made them
     */
    public record Expectation(String bundle, String checksum, FusionSize size) {}

    /** Reads the label columns of every file; features that do not fit are an error that names the clip. */
    public static FeatureSet read(FeatureFolder folder, @Nullable String subset, Expectation expected) {
        Pass pass = new Pass(folder, expected);
        FeatureRows.Selection selection = new FeatureRows.Selection(folder, subset);
        for (FeatureFolder.Part part : folder.files()) {
            try (FeatureRows rows = FeatureRows.open(selection, part, FeatureColumns.OF_LABELS)) {
                for (Group row = rows.next(); row != null; row = rows.next()) {
                    pass.add(row);
                }
            }
        }
        FeatureSet set = new FeatureSet(
                folder,
                subset,
                pass.windows,
                pass.clips,
                pass.genders,
                pass.ages,
                pass.distinctAges,
                pass.masks,
                pass.protocols);
        if (set.windows == 0) {
            throw new InputException(
                    set.name(),
                    subset == null ? "contains no windows" : "contains no window of the subset " + subset,
                    "use a folder of features that does");
        }
        return set;
    }

    String name() {
        return folder.option() + " " + folder.location();
    }

    /** Windows that have a label of a task. */
    long labelled(Task task) {
        return switch (task) {
            case GENDER -> Arrays.stream(genders).sum();
            case AGE -> ages;
            case MASK -> Arrays.stream(masks).sum();
        };
    }

    /** Windows by class; empty for the age. */
    public long[] counts(Task task) {
        return switch (task) {
            case GENDER -> genders;
            case AGE -> new long[0];
            case MASK -> masks;
        };
    }

    /** A task without labels is an error. */
    public void requireLabels(Set<Task> tasks) {
        for (Task task : new TreeSet<>(tasks)) {
            if (labelled(task) == 0) {
                throw new InputException(
                        name(),
                        "no row has a " + FeatureColumns.label(task),
                        "extract features from a manifest with that label, or remove " + task.label()
                                + " from --tasks");
            }
        }
    }

    /** A task whose labels are all the same is an error: nothing can be learnt from them. */
    public void requireVariety(Set<Task> tasks) {
        for (Task task : new TreeSet<>(tasks)) {
            long classes = task == Task.AGE
                    ? distinctAges.size()
                    : Arrays.stream(counts(task)).filter(count -> count > 0).count();
            if (classes < 2) {
                throw new InputException(
                        name(),
                        "every " + FeatureColumns.label(task) + " is the same",
                        "add clips with another value, or remove " + task.label() + " from --tasks");
            }
        }
    }

    /** Sums of one pass. */
    private static final class Pass {
        private final FeatureFolder folder;
        private final Expectation expected;
        private final String audioShape;
        private final String visualShape;
        private final Set<String> clips = new HashSet<>();
        private final Set<String> protocols = new TreeSet<>();
        private final Set<Double> distinctAges = new HashSet<>();
        private final long[] genders = new long[Gender.values().length];
        private final long[] masks = new long[MaskType.values().length];
        private long ages;
        private long windows;

        private Pass(FeatureFolder folder, Expectation expected) {
            this.folder = folder;
            this.expected = expected;
            this.audioShape = shape(expected.size().audioShape(1));
            this.visualShape = shape(expected.size().visualShape(1));
        }

        private static String shape(long[] batchShape) {
            return Arrays.stream(batchShape).skip(1).mapToObj(Long::toString).collect(Collectors.joining("x"));
        }

        private void add(Group row) {
            String clip = row.getString(FeatureTable.CLIP_ID, 0);
            requireFit(row, clip);
            Labels labels = FeatureWindow.labels(row);
            windows++;
            clips.add(ClipView.identity(row));
            protocols.add(row.getString(FeatureTable.PROTOCOL, 0));
            if (labels.gender() != null) {
                genders[labels.gender().ordinal()]++;
            }
            if (labels.maskType() != null) {
                masks[labels.maskType().ordinal()]++;
            }
            if (labels.age() != null) {
                ages++;
                if (distinctAges.size() < DISTINCT_AGES) {
                    distinctAges.add(labels.age());
                }
            }
        }

        private void requireFit(Group row, String clip) {
            String what = folder.option() + " " + folder.location() + ", clip " + clip;
            int version = row.getInteger(FeatureTable.VERSION, 0);
            if (version != FeatureTable.SCHEMA_VERSION) {
                throw new InputException(
                        what,
                        FeatureTable.VERSION + " " + version,
                        "this version of oragen reads version " + FeatureTable.SCHEMA_VERSION
                                + "; extract the features again");
            }
            String checksum = row.getString(FeatureTable.BUNDLE_CHECKSUM, 0);
            if (!checksum.equals(expected.checksum())) {
                throw new InputException(
                        what,
                        "features of the bundle " + row.getString(FeatureTable.BUNDLE_ID, 0) + " with checksum "
                                + checksum + ", not of " + expected.bundle() + " with " + expected.checksum(),
                        "pass the bundle that produced them as --bundle, or extract the features again");
            }
            requireShape(row, what, FeatureTable.AUDIO_SHAPE, audioShape);
            requireShape(row, what, FeatureTable.VISUAL_SHAPE, visualShape);
        }

        private static void requireShape(Group row, String what, String column, String wanted) {
            String shape = RowReader.text(row, column);
            if (shape == null) {
                throw new InputException(
                        what,
                        "no " + column + ": the features of one modality are missing",
                        "the fusion needs both; extract with --modality both");
            }
            if (!shape.equals(wanted)) {
                throw new InputException(
                        what,
                        column + " " + shape,
                        "the encoders of the bundle produce " + wanted + "; extract the features again");
            }
        }
    }
}
