package oragen.training.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oragen.bundle.ModelBundle;
import oragen.model.OragenImport;
import oragen.model.RandomOragen;
import oragen.model.WeightRecipe;
import oragen.network.Deviation;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.network.Precision;
import oragen.onnx.DevicePreference;
import oragen.run.FeatureTable;
import oragen.training.torch.Machine;

/** Small bundles, and features that could be theirs. */
public final class TestingFeatures {
    /** Other tests use the machine too. */
    public static final Machine MACHINE = new Machine(DevicePreference.CPU, 1);

    private final Path bundle;
    private final FeatureWriter.Stamp stamp;

    private TestingFeatures(Path bundle, FeatureWriter.Stamp stamp) {
        this.bundle = bundle;
        this.stamp = stamp;
    }

    /** Writes a tiny bundle with made-up weights. */
    public static TestingFeatures ofNewBundle(Path folder) {
        OragenImport.Options options = new OragenImport.Options(Precision.FP32, Deviation.POPULATION, null, null);
        RandomOragen.TINY.write(folder, new WeightRecipe.Seeded(7), options, line -> {});
        ModelBundle bundle = ModelBundle.open(folder);
        FusionSize size = FusionSize.of(bundle.manifest(), MaskHead.PRESENT);
        return new TestingFeatures(
                folder,
                new FeatureWriter.Stamp(
                        bundle.manifest().name(), bundle.checksum(), size, FeatureTable.SCHEMA_VERSION));
    }

    public Path bundle() {
        return bundle;
    }

    public FeatureWriter.Stamp stamp() {
        return stamp;
    }

    public FusionSize size() {
        return stamp.size();
    }

    /** Two windows of each of some made-up people, in two files; returns the folder. */
    public Path write(Path folder, int clips, long seed) throws IOException {
        Path table = Files.createDirectories(folder.resolve("features").resolve("run=1"));
        GeneratedFeatures generated = new GeneratedFeatures(size());
        generated.write(table.resolve("part-0.parquet"), new GeneratedFeatures.Amount(clips / 2, 2, seed), stamp);
        generated.write(
                table.resolve("part-1.parquet"),
                new GeneratedFeatures.Amount(clips - clips / 2, 2, seed + 1_000_000),
                stamp);
        return folder;
    }

    /** One file of the rows. */
    public Path write(Path folder, FeatureWriter.Stamp other, List<FeatureWriter.Row> rows) throws IOException {
        Files.createDirectories(folder);
        try (FeatureWriter writer = new FeatureWriter(folder.resolve("part.parquet"), other)) {
            for (FeatureWriter.Row row : rows) {
                writer.write(row);
            }
        }
        return folder;
    }
}
