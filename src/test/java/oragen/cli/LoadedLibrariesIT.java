package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labelling runs on servers that have no libraries of sound and screen. */
final class LoadedLibrariesIT {
    @TempDir
    private Path folder;

    /** Runs a command line, and says which native libraries its process has loaded. */
    public static void main(String[] arguments) throws IOException {
        int code = Main.run(arguments);
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .filter(name -> name.matches("lib(av|jni|sw|xcb|pulse|asound).*"))
                .distinct()
                .forEach(name -> System.out.println("loaded " + name));
        Runtime.getRuntime().halt(code);
    }

    @Test
    void labellingLoadsNoLibraryOfDevices() throws IOException, InterruptedException {
        Path clips = Files.createDirectories(folder.resolve("clips"));
        TestingCorpus.copy("steady.mp4", clips.resolve("steady.mp4"));
        Path log = folder.resolve("log");
        Process process = TestingProcess.start(
                System.getProperty("java.class.path"),
                log,
                Map.of(),
                List.of(
                        "-Dspark.master=local[1]",
                        "-Dspark.ui.enabled=false",
                        "-Dspark.driver.host=127.0.0.1",
                        "-Dspark.driver.bindAddress=127.0.0.1",
                        LoadedLibrariesIT.class.getName(),
                        "label",
                        "--input",
                        clips.toString(),
                        "--output",
                        folder.resolve("labels").toString()));
        assertThat(process.waitFor()).as("%s", TestingProcess.told(log)).isZero();

        List<String> loaded = TestingProcess.told(log)
                .lines()
                .filter(line -> line.startsWith("loaded "))
                .toList();
        assertThat(loaded)
                .anyMatch(line -> line.contains("avcodec"))
                .noneMatch(line -> line.matches(".*(avdevice|xcb|pulse|asound).*"));
    }
}
