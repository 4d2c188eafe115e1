package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import oragen.label.MaskType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks painted on the faces of a corpus that has none. */
final class OccludeIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void plant() throws IOException {
        Files.createDirectories(folder.resolve("corpus"));
        TestingCorpus.copy("steady.mp4", folder.resolve("corpus/steady.mp4"));
        TestingCorpus.copy("voice.wav", folder.resolve("corpus/voice.wav"));
        Files.writeString(
                folder.resolve("manifest.csv"),
                "path,speaker,gender,age,mask_type\ncorpus/steady.mp4,anna,female,39,no_mask\n");
    }

    private int run(String command, Object... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        Stream.of(options).map(Object::toString).forEach(arguments::add);
        return Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new));
    }

    private List<Row> rows(Path table, String... order) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read().parquet(table.toString()).sort("clip_id", order).collectAsList();
        }
    }

    @Test
    void eachMaskIsARowOfItsOwnWhichEvaluateJudgesByMaskType() throws IOException {
        Path manifest = folder.resolve("manifest.csv");
        Path bare = folder.resolve("bare");
        Path occluded = folder.resolve("occluded");
        assertThat(run("label", "--input", manifest, "--output", bare))
                .as("%s", errors)
                .isZero();
        assertThat(run(
                        "label",
                        "--input",
                        manifest,
                        "--output",
                        occluded,
                        "--occlude",
                        "all",
                        "--windows",
                        "--evaluate"))
                .as("%s", errors)
                .isZero();
        Row plain = rows(bare.resolve("predictions")).get(0);
        assertThat(plain.<String>getAs("occlusion")).isNull();
        List<Row> masked = rows(occluded.resolve("predictions"), "occlusion");
        assertThat(masked).hasSize(6);
        for (MaskType type : MaskType.values()) {
            Row row = masked.stream()
                    .filter(candidate -> type.label().equals(candidate.getAs("occlusion")))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.<String>getAs("label_mask_type")).isEqualTo(type.label());
            if (type == MaskType.NO_MASK) {
                assertThat(row.<Double>getAs("age")).isCloseTo(plain.<Double>getAs("age"), within(1e-4));
            } else {
                assertThat(row.<Double>getAs("age"))
                        .as("%s", type)
                        .isNotCloseTo(plain.<Double>getAs("age"), within(1e-3));
            }
        }
        assertThat(rows(occluded.resolve("windows"))).hasSize(6 * 3);
        assertThat(Files.readString(runRecord(occluded))).contains("\"predictions\" : 1");
        List<Row> metrics = rowsOf(occluded.resolve("evaluation/metrics"));
        assertThat(metrics.stream()
                        .filter(row -> row.getAs("slice").equals("mask_type"))
                        .filter(row -> row.getAs("metric").equals("mae_years"))
                        .map(row -> row.<String>getAs("slice_value"))
                        .distinct())
                .hasSize(6);
    }

    private List<Row> rowsOf(Path table) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read().parquet(table.toString()).collectAsList();
        }
    }

    private static Path runRecord(Path output) throws IOException {
        try (var files = Files.list(output.resolve("runs"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anUnknownMaskIsAnErrorThatNamesTheOthers() {
        assertThat(run(
                        "label",
                        "--input",
                        folder.resolve("corpus"),
                        "--output",
                        folder.resolve("out"),
                        "--occlude",
                        "scarf"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("scarf").contains("face_shield");
    }
}
