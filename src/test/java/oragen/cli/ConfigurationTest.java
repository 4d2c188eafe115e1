package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.execution.streaming.sinks.FileStreamSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The files of {@code conf} that name options and versions. */
final class ConfigurationTest {
    private static final List<String> JOBS = List.of("label", "extract", "evaluate", "corpus.index", "train");
    private static final Pattern KEY = Pattern.compile("#([a-z0-9.-]+) =(.*)");

    @TempDir
    private Path folder;

    private static CommandLine root() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Test
    void pathsThatArePatternsAreNoWarning() throws IOException {
        Properties logging = new Properties();
        try (var text = Files.newBufferedReader(Path.of("conf", "log4j2.properties"))) {
            logging.load(text);
        }
        assertThat(logging)
                .containsEntry("logger.stream.name", FileStreamSink.class.getName())
                .containsEntry("logger.stream.level", "error");
    }

    @Test
    void theTemplateHasEveryOptionWithItsDefault() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        ConfiguredDefaults.keys(root()).forEach((key, option) -> {
            if (JOBS.stream().anyMatch(job -> key.startsWith(job + "."))) {
                expected.add(key);
            }
        });
        Map<String, OptionSpec> options = ConfiguredDefaults.keys(root());
        TreeSet<String> found = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("conf", "oragen.conf"))) {
            Matcher matcher = KEY.matcher(line);
            if (matcher.matches()) {
                found.add(matcher.group(1));
                Object value = options.get(matcher.group(1)).initialValue();
                String text = value == null ? "" : value.toString().replaceAll("[\\[\\]{}]", "");
                assertThat(matcher.group(2).strip()).as(line).isEqualToIgnoringCase(text.replaceFirst("^1\\.0$", "1"));
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void theTemplateExplainsEachOptionInTheWordsOfItsHelp() throws IOException {
        Map<String, OptionSpec> options = ConfiguredDefaults.keys(root());
        StringBuilder comment = new StringBuilder();
        int found = 0;
        for (String line : Files.readAllLines(Path.of("conf", "oragen.conf"))) {
            Matcher matcher = KEY.matcher(line);
            if (matcher.matches() && !matcher.group(1).startsWith("extract.")) {
                OptionSpec option = options.get(matcher.group(1));
                String expected = String.join(" ", option.description()) + (option.required() ? " Required." : "");
                assertThat(comment.toString().strip()).as(line).isEqualTo(expected);
                comment.setLength(0);
                found++;
            } else if (line.startsWith("# ") && !line.startsWith("# ----")) {
                comment.append(line.substring(1));
            } else {
                comment.setLength(0);
            }
        }
        assertThat(found).isGreaterThan(60);
    }

    private int run(Map<String, String> environment, StringWriter errors, String... arguments) {
        return Main.run(new PrintWriter(errors, true), environment, arguments);
    }

    @Test
    void fileEnvironmentAndCommandLineWinInThisOrder() throws IOException {
        Path file = folder.resolve("oragen.conf");
        Files.writeString(file, "evaluate.resamples = 3\nevaluate.predictions = nowhere\n");
        Map<String, String> named = Map.of("ORAGEN_CONF", file.toString());
        StringWriter errors = new StringWriter();
        assertThat(run(named, errors, "evaluate", "--output", "x")).isEqualTo(2);
        assertThat(errors.toString()).contains("--resamples: 3;");
        errors = new StringWriter();
        Map<String, String> both = Map.of("ORAGEN_CONF", file.toString(), "ORAGEN_EVALUATE_RESAMPLES", "4");
        assertThat(run(both, errors, "evaluate", "--output", "x")).isEqualTo(2);
        assertThat(errors.toString()).contains("--resamples: 4;");
        errors = new StringWriter();
        assertThat(run(both, errors, "evaluate", "--output", "x", "--resamples", "5"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--resamples: 5;");
    }

    @Test
    void anUnknownKeyIsAnErrorWithASuggestion() throws IOException {
        Path file = folder.resolve("oragen.conf");
        Files.writeString(file, "label.wave-clip = 3\n");
        StringWriter errors = new StringWriter();
        assertThat(run(Map.of("ORAGEN_CONF", file.toString()), errors, "--help"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("label.wave-clip").contains("did you mean label.wave-clips?");
    }

    @Test
    void thePackagesForS3HaveTheVersionsOfTheBuild() throws IOException {
        String conf = Files.readString(Path.of("conf", "spark-defaults.conf"));
        Matcher version =
                Pattern.compile("<(hadoop|awssdk)\\.version>([^<]+)<").matcher(Files.readString(Path.of("pom.xml")));
        int found = 0;
        while (version.find()) {
            assertThat(conf).contains((version.group(1).equals("hadoop") ? "hadoop-aws:" : "sts:") + version.group(2));
            found++;
        }
        assertThat(found).isEqualTo(2);
    }
}
