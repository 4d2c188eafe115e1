package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged and hostile files of every format: each is predicted or rejected, once, whatever it does to the decoder. 500
 * files, or 10 000 in profile {@code fuzz}; the figures lie in {@code target/fuzz.txt}.
 */
final class FuzzIT {
    private static final int FILES = Integer.getInteger("oragen.fuzz.files", 500);
    private static final long SEED = Long.getLong("oragen.fuzz.seed", 1);

    /** Native crashes end the process; what it had in hand is tried apart when the command is given again. */
    private static final int STARTS = 20;

    @TempDir
    private Path folder;

    private record Seed(String name, byte[] content) {}

    private static List<Seed> seeds() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (String demo : List.of("steady.mp4", "silent.mp4", "voice.wav")) {
            seeds.add(new Seed(demo, Files.readAllBytes(Path.of("src/main/resources/demo", demo))));
        }
        try (Stream<Path> media = Files.walk(Path.of("src/test/resources/media"))) {
            for (Path file : media.filter(Files::isRegularFile).sorted().toList()) {
                if (!file.toString().endsWith(".sh")) {
                    seeds.add(new Seed(file.getFileName().toString(), Files.readAllBytes(file)));
                }
            }
        }
        return seeds;
    }

    private Path plant() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        List<Seed> seeds = seeds();
        Random random = new Random(SEED);
        TestingMutation[] mutations = TestingMutation.values();
        for (int file = 0; file < FILES; file++) {
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            Seed other = seeds.get(random.nextInt(seeds.size()));
            TestingMutation mutation = mutations[random.nextInt(mutations.length)];
            String name = "%05d-%s-%s".formatted(file, mutation.name().toLowerCase(Locale.ROOT), seed.name());
            Files.write(corpus.resolve(name), mutation.of(seed.content(), other.content(), random));
        }
        return corpus;
    }

    /** What the starts of the command came to. */
    private record Ends(List<Integer> exitCodes, long peakKilobytes) {}

    private Ends label(Path corpus) throws IOException, InterruptedException {
        Path bundle = TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact"));
        List<String> command = List.of(
                "label",
                "--input",
                corpus.toString(),
                "--output",
                folder.resolve("labels").toString(),
                "--bundle",
                bundle.toString(),
                "--clip-time-limit",
                "60");
        List<Integer> exitCodes = new ArrayList<>();
        long peak = 0;
        do {
            Process process = TestingProcess.oragen(folder.resolve("log"), command);
            while (process.isAlive()) {
                peak = Math.max(peak, residentKilobytes(process));
                Thread.sleep(200);
            }
            exitCodes.add(process.exitValue());
        } while (exitCodes.get(exitCodes.size() - 1) != 0 && exitCodes.size() < STARTS);
        return new Ends(exitCodes, peak);
    }

    /** The most memory that a process has had; 0 where the system does not tell. */
    private static long residentKilobytes(Process process) {
        try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    @Test
    void everyDamagedFileIsPredictedOrRejectedOnce() throws Exception {
        Path corpus = plant();
        Ends ends = label(corpus);
        assertThat(ends.exitCodes())
                .as(TestingProcess.told(folder.resolve("log")))
                .endsWith(0);
        Map<String, Integer> clips = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        for (String table : List.of("predictions", "rejects")) {
            for (Row row : TestingCorpus.table(folder.resolve("labels").resolve(table))) {
                clips.merge(row.getAs("clip_id"), 1, Integer::sum);
                reasons.merge(table.equals("rejects") ? row.getAs("reason") : "predicted", 1, Integer::sum);
            }
        }
        try (Stream<Path> files = Files.list(corpus)) {
            assertThat(clips.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
        assertThat(clips.values()).containsOnly(1);
        Files.writeString(
                Path.of("target/fuzz.txt"),
                "%d files, seed %d%nexit codes %s%n%s%nresident memory at most %d MiB%n"
                        .formatted(FILES, SEED, ends.exitCodes(), reasons, ends.peakKilobytes() / 1024));
    }
}
