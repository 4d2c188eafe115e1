package oragen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Java in a process of its own, so that it can die without the tests. */
final class TestingProcess {
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private TestingProcess() {}

    /** Starts a main class; what it says goes to a file. */
    static Process start(String classPath, Path log, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return started(classPath, log, environment, java(arguments));
    }

    private static List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(arguments);
        return command;
    }

    private static Process started(String classPath, Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("CLASSPATH", classPath);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        return builder.start();
    }

    /** Starts the command line on the class path of the tests, on two cores. */
    static Process oragen(Path log, List<String> arguments) throws IOException {
        return oragen(log, List.of(), arguments);
    }

    /** Starts a command line that kills itself at a moment of {@link TestingMortalFileSystem}. */
    static Process mortal(Path log, String moment, List<String> arguments) throws IOException {
        return oragen(
                log,
                List.of(
                        "-Dspark.hadoop.fs.mortal.impl=" + TestingMortalFileSystem.class.getName(),
                        "-D" + TestingMortalFileSystem.MOMENT + "=" + moment,
                        // It does not live long enough for better code.
                        "-XX:TieredStopAtLevel=1",
                        "-Dspark.sql.codegen.factoryMode=NO_CODEGEN",
                        "-Dspark.sql.codegen.wholeStage=false",
                        "-Dspark.sql.adaptive.enabled=false"),
                arguments);
    }

    /** Starts the command line on a terminal of its own; none of the arguments may need quotes. */
    static Process onTerminal(Path log, List<String> arguments) throws IOException {
        return started(
                System.getProperty("java.class.path"),
                log,
                Map.of(),
                List.of("script", "-qec", String.join(" ", java(arguments(List.of(), arguments))), "/dev/null"));
    }

    private static Process oragen(Path log, List<String> options, List<String> arguments) throws IOException {
        return start(System.getProperty("java.class.path"), log, Map.of(), arguments(options, arguments));
    }

    private static List<String> arguments(List<String> options, List<String> arguments) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(
                "-Dspark.hadoop.fs.poison.impl=" + TestingPoisonFileSystem.class.getName(),
                "-Dspark.master=local[2]",
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-Dspark.ui.enabled=false",
                "-Dspark.sql.shuffle.partitions=4",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                Main.class.getName()));
        all.addAll(arguments);
        return all;
    }

    static String told(Path log) throws IOException {
        return Files.readString(log);
    }
}
