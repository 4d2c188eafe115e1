package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Python's packages as {@code notebooks/requirements.txt} pins them, PySpark's distribution of Spark among them, in a virtual
 * environment that is made once and outlives {@code mvn clean}.
 */
final class TestingPyspark {
    private static final Path PINNED = Path.of("notebooks", "requirements.txt").toAbsolutePath();
    private static final String NEEDS_VENV = "PySpark's tests need Python 3.11 or newer, and its module venv: "
            + "apt-get install --no-install-recommends python3-venv";
    private static final String NEEDS_PACKAGES =
            "PySpark's tests install notebooks/requirements.txt once (450 MB to load, "
                    + "1.1 GB on disk), for which pip needs a package index: by network, or one named by PIP_INDEX_URL, or packages in a "
                    + "folder named by PIP_FIND_LINKS";

    private final Path environment;
    private final Map<String, String> settings;

    /**
     * @param environment its folder, which may not exist yet
     * @param settings of pip, in its variables
     */
    TestingPyspark(Path environment, Map<String, String> settings) {
        this.environment = environment.toAbsolutePath();
        this.settings = settings;
    }

    /** The one of this checkout, with all its packages. */
    static TestingPyspark installed() throws IOException, InterruptedException {
        // Some build PySpark's package with the tools that are pinned, some in an environment of its own.
        TestingPyspark pyspark = new TestingPyspark(
                Path.of(".venv-pyspark"),
                Map.of("PIP_CONSTRAINT", PINNED.toString(), "PIP_BUILD_CONSTRAINT", PINNED.toString()));
        pyspark.install();
        return pyspark;
    }

    /** Makes it anew where it is not whole, or is of other packages; scripts in it know its folder. */
    void install() throws IOException, InterruptedException {
        // Written last, so that what was interrupted is made anew.
        Path mark = environment.resolve("made-of.txt");
        String wanted = environment + "\n" + Files.readString(PINNED);
        if (Files.isExecutable(bin("python"))
                && Files.exists(mark)
                && Files.readString(mark).equals(wanted)) {
            return;
        }
        Files.deleteIfExists(mark);
        Path log = Files.createTempFile("pyspark", ".log");
        step(NEEDS_VENV, log, "python3", "-m", "venv", "--clear", environment.toString());
        step(NEEDS_PACKAGES, log, bin("pip").toString(), "install", "--quiet", "-r", PINNED.toString());
        Files.delete(log);
        Files.writeString(mark, wanted);
    }

    private void step(String needs, Path log, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        int code;
        try {
            code = builder.start().waitFor();
        } catch (IOException e) {
            throw new AssertionError(needs, e);
        }
        assertThat(code).as("%s; %s", needs, Files.readString(log)).isZero();
    }

    private Path bin(String program) {
        return environment.resolve("bin").resolve(program);
    }

    /** The distribution of Spark in it. */
    Path home() throws IOException {
        try (var found = Files.newDirectoryStream(environment.resolve("lib"), "python3*")) {
            return found.iterator().next().resolve(Path.of("site-packages", "pyspark"));
        }
    }

    /**
     * Starts a line of the documentation as a shell in which the environment is active, bounded in memory and on loopback
     * alone.
     *
     * @param folder that the line's paths are relative to
     * @param log for what it says
     */
    Process start(String line, Path folder, Path log, Map<String, String> variables) throws IOException {
        Path defaults = Files.createDirectories(folder.resolve("spark-conf"));
        Files.writeString(defaults.resolve("spark-defaults.conf"), """
                spark.driver.host=127.0.0.1
                spark.driver.bindAddress=127.0.0.1
                spark.ui.enabled=false
                spark.driver.memory=1g
                spark.executor.memory=800m
                spark.sql.shuffle.partitions=4
                spark.scheduler.minRegisteredResourcesRatio=1.0
                """);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> here = builder.environment();
        here.keySet().removeAll(List.of("SPARK_HOME", "PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON", "ORAGEN_CONF"));
        here.put("PATH", bin("") + File.pathSeparator + here.get("PATH"));
        here.put("JAVA_HOME", System.getProperty("java.home"));
        here.put("SPARK_LOCAL_IP", "127.0.0.1");
        here.put("SPARK_CONF_DIR", defaults.toString());
        here.putAll(variables);
        return builder.start();
    }

    /** What a line says that ends well. */
    String run(String line, Path folder, Map<String, String> variables) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "said", ".log");
        int code = start(line, folder, log, variables).waitFor();
        String said = Files.readString(log);
        assertThat(code).as("%s; %s", line, said).isZero();
        return said;
    }
}
