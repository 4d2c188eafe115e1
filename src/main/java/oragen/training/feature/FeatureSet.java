package oragen.training.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.label.Labels;
import oragen.label.Task;
import oragen.network.FusionSize;
import oragen.run.FeatureTable;
import org.apache.parquet.example.data.Group;

/**
 * Tables of features that were looked through once, without the features themselves.
 *
 * @param subsets that rows must be of; none for all
 * @param groups with windows that count, in order
 * @param clips identities
 */
public record FeatureSet(
        FeatureFolders folders, Set<String> subsets, List<RowGroup> groups, Set<String> clips, WindowCounts counts) {
    /**
     * What the features must be.
     *
     * @param checksum of the bundle whose encoders made them
     */
    public record Expectation(String bundle, String checksum, FusionSize size) {}

    /** Reads the label columns of every file; features that do not fit are an error that names the clip. */
    public static FeatureSet read(FeatureFolders folders, Set<String> subsets, Expectation expected) {
        Pass pass = new Pass(folders, expected);
        for (FeatureFolders.Part part : folders.files()) {
            try (RowReader rows = RowReader.open(part.file(), FeatureColumns.OF_LABELS, folders.configuration())) {
                for (int group = 0; group < rows.groups(); group++) {
                    pass.add(new RowGroup(part, group, rows.groupBytes(group)), rows, subsets);
                }
            }
        }
        if (pass.counts.windows() == 0 && subsets.isEmpty()) {
            throw new InputException(folders.name(), "contains no windows", "use a folder of features that does");
        }
        for (String subset : subsets) {
            if (!pass.subsets.containsKey(subset)) {
                throw new InputException(
                        folders.name(),
                        "contains no window of the subset " + subset,
                        pass.subsets.isEmpty()
                                ? "use a folder of features that does"
                                : "windows by subset are " + pass.subsets);
            }
        }
        return new FeatureSet(folders, subsets, pass.groups, pass.clips, pass.counts);
    }

    public FeatureSet {
        subsets = Set.copyOf(subsets);
        groups = List.copyOf(groups);
    }

    public long windows() {
        return counts.windows();
    }

    /** Whether a row of one of its files counts. */
    boolean counts(Group row, FeatureFolders.Part part) {
        return isOf(subsets, row) && isCurrent(row, part);
    }

    private static boolean isOf(Set<String> subsets, Group row) {
        return subsets.isEmpty() || subsets.contains(String.valueOf(RowReader.text(row, FeatureTable.SUBSET)));
    }

    /** Whether no later wave has the row's clip. */
    private static boolean isCurrent(Group row, FeatureFolders.Part part) {
        return part.newest().count(ClipView.identity(row), part.wave());
    }

    /** A task without labels is an error. */
    public void requireLabels(Set<Task> tasks) {
        for (Task task : new TreeSet<>(tasks)) {
            if (counts.labelled(task) == 0) {
                throw new InputException(
                        folders.name(),
                        "no row has a " + FeatureColumns.label(task),
                        "extract features from a manifest with that label, or remove " + task.label()
                                + " from --tasks");
            }
        }
    }

    /** A task whose labels are all the same is an error: nothing can be learnt from them. */
    public void requireVariety(Set<Task> tasks) {
        for (Task task : new TreeSet<>(tasks)) {
            if (counts.distinct(task) < 2) {
                throw new InputException(
                        folders.name(),
                        "every " + FeatureColumns.label(task) + " is the same",
                        "add clips with another value, or remove " + task.label() + " from --tasks");
            }
        }
    }

    /** What one pass finds. */
    private static final class Pass {
        private final FeatureFolders folders;
        private final Expectation expected;
        private final String audioShape;
        private final String visualShape;
        private final Set<String> clips = new HashSet<>();
        private final List<RowGroup> groups = new ArrayList<>();
        private final WindowCounts counts = new WindowCounts();

        /** Windows by subset, whether they are of those wanted or not. */
        private final Map<String, Long> subsets = new TreeMap<>();

        private Pass(FeatureFolders folders, Expectation expected) {
            this.folders = folders;
            this.expected = expected;
            this.audioShape = shape(expected.size().audioShape(1));
            this.visualShape = shape(expected.size().visualShape(1));
        }

        private static String shape(long[] batchShape) {
            return Arrays.stream(batchShape).skip(1).mapToObj(Long::toString).collect(Collectors.joining("x"));
        }

        private void add(RowGroup group, RowReader rows, Set<String> wanted) {
            long before = counts.windows();
            rows.seek(group.number());
            for (Group row = rows.next(); row != null; row = rows.next()) {
                if (isCurrent(row, group.part())) {
                    subsets.merge(String.valueOf(RowReader.text(row, FeatureTable.SUBSET)), 1L, Long::sum);
                    if (isOf(wanted, row)) {
                        add(row);
                    }
                }
            }
            if (counts.windows() > before) {
                groups.add(group);
            }
        }

        private void add(Group row) {
            requireFit(row, folders.name() + ", clip " + row.getString(FeatureTable.CLIP_ID, 0));
            Labels labels = FeatureWindow.labels(row);
            counts.add(labels, RowReader.text(row, FeatureTable.CORPUS));
            clips.add(ClipView.identity(row));
        }

        private void requireFit(Group row, String what) {
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
