package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The Dockerfile without a Docker server: its instructions, what it copies, who it runs as, and what of it others name. */
final class ImageTest {
    private static final Path DOCKERFILE = Path.of("src", "main", "docker", "Dockerfile");
    private static final Path IGNORED = Path.of("src", "main", "docker", "Dockerfile.dockerignore");

    @TempDir
    private Path folder;

    private record Instruction(String name, String rest) {}

    private static List<Instruction> instructions() throws IOException {
        String text = Files.readString(DOCKERFILE).replaceAll("(?m)^#.*\\n", "").replaceAll("\\\\\\n\\s*", "");
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Instruction(line.split(" ", 2)[0], line.split(" ", 2)[1]))
                .toList();
    }

    private static List<String> rest(String name) throws IOException {
        return instructions().stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::rest)
                .toList();
    }

    private static String jar() {
        return "oragen-" + Version.current() + ".jar";
    }

    /** Source → path in the image. */
    private static List<Map.Entry<String, String>> copies() throws IOException {
        List<Map.Entry<String, String>> copies = new ArrayList<>();
        for (String copy : rest("COPY")) {
            String[] words = copy.split(" ");
            String target = words[words.length - 1];
            assertThat(target).as(copy).startsWith("/").endsWith("/");
            for (String source : Arrays.copyOf(words, words.length - 1)) {
                copies.add(Map.entry(source, target + Path.of(source).getFileName()));
            }
        }
        return copies;
    }

    private static TreeSet<String> files() throws IOException {
        TreeSet<String> files = new TreeSet<>();
        copies().forEach(copy -> files.add(copy.getValue()));
        return files;
    }

    @Test
    void itIsSparkOfTheBuildUnlessTheUserSaysOtherwise() throws IOException {
        assertThat(instructions())
                .extracting(Instruction::name)
                .startsWith("ARG", "FROM")
                .isSubsetOf("ARG", "FROM", "COPY", "ENV", "USER", "CMD");
        Matcher spark = Pattern.compile("<spark\\.version>([^<]+)<").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(spark.find()).isTrue();
        assertThat(rest("ARG")).containsExactly("BASE=apache/spark:" + spark.group(1) + "-scala2.13-java17-ubuntu");
        assertThat(rest("FROM")).containsExactly("${BASE}");
    }

    @Test
    void whatItCopiesIsThereOrMadeByTheBuildAndSentToTheServer() throws IOException {
        List<String> kept = Files.readAllLines(IGNORED).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(Files.readAllLines(IGNORED)).contains("*");
        for (Map.Entry<String, String> copy : copies()) {
            String source = copy.getKey();
            boolean made = source.equals("target/" + jar())
                    // Filtered into target.
                    || source.equals("target/oragen") && Files.exists(Path.of("src/main/scripts/oragen"));
            assertThat(made || Files.isRegularFile(Path.of(source))).as(source).isTrue();
            assertThat(kept)
                    .as(source)
                    .anyMatch(pattern -> FileSystems.getDefault()
                            .getPathMatcher("glob:" + pattern)
                            .matches(Path.of(source)));
        }
        // The launcher looks for the jar beside itself.
        assertThat(files()).contains("/opt/oragen/oragen", "/opt/oragen/" + jar());
    }

    @Test
    void itDoesNotRunAsRoot() throws IOException {
        List<String> users = rest("USER");
        assertThat(users.get(users.size() - 1)).matches("[1-9][0-9]*");
    }

    @Test
    void itsDefaultCommandExplainsLabel() throws IOException {
        String[] command = new ObjectMapper().readValue(rest("CMD").get(0), String[].class);
        assertThat(rest("ENV").get(0)).startsWith("PATH=/opt/oragen:");
        assertThat(files()).contains("/opt/oragen/" + command[0]);
        ParseResult parsed = new CommandLine(new Main()).parseArgs(Arrays.copyOfRange(command, 1, command.length));
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("label");
        assertThat(parsed.subcommand().isUsageHelpRequested()).isTrue();
    }

    @Test
    void templatesForKubernetesNameFilesThatItHas() throws IOException {
        Pattern path = Pattern.compile("/opt/oragen/[\\w./-]*\\w");
        int found = 0;
        for (String name :
                List.of("schedule/cron-job.yaml", "schedule/scheduled-spark-application.yaml", "spark-defaults.conf")) {
            String text = Files.readString(Path.of("conf").resolve(name));
            for (String file :
                    path.matcher(text).results().map(match -> match.group()).toList()) {
                assertThat(files()).as(name).contains(file);
                found++;
            }
            assertThat(text).as(name).contains("registry.example.org/oragen-spark:" + Version.current());
        }
        assertThat(found).isGreaterThanOrEqualTo(7);
        assertThat(TestingPages.all())
                .contains("docker build -f src/main/docker/Dockerfile -t registry.example.org/oragen-spark:"
                        + Version.current() + " .\n");
    }
}
