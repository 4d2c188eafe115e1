package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A standalone cluster: a master and two workers of one core, in processes of their own that listen on loopback alone. */
final class TestingCluster implements AutoCloseable {
    private static final int WORKERS = 2;

    private final Path home;
    private final String classPath;
    private final Path folder;
    private final List<Process> started = new ArrayList<>();
    private final int port;

    private TestingCluster(Path home, String classPath, Path folder) throws IOException {
        this.home = home;
        this.classPath = classPath;
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    /**
     * Starts it, and waits until the workers are registered.
     *
     * @param home Spark's
     * @param classPath of all processes
     * @param folder for what they say, and the executors' work
     */
    static TestingCluster start(Path home, String classPath, Path folder) throws IOException, InterruptedException {
        TestingCluster cluster = new TestingCluster(home, classPath, folder);
        try {
            cluster.startMaster();
            cluster.startWorkers();
        } catch (IOException | InterruptedException | AssertionError e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private void startMaster() throws IOException, InterruptedException {
        launch(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + port,
                "--webui-port",
                "0");
        await("the master listens", () -> told("master").contains("I have been elected leader"));
    }

    private void startWorkers() throws IOException, InterruptedException {
        for (int worker = 1; worker <= WORKERS; worker++) {
            launch(
                    "worker" + worker,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    work(worker).toString(),
                    master());
        }
        for (int worker = 1; worker <= WORKERS; worker++) {
            String name = "worker" + worker;
            await(name + " is registered", () -> told(name).contains("Successfully registered with master"));
        }
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** Where the executors of a worker write. */
    private Path work(int worker) {
        return folder.resolve("work" + worker);
    }

    Process worker(int worker) {
        return started.get(worker);
    }

    /** Starts a main class that ends with the cluster at the latest. */
    Process launch(String name, String... arguments) throws IOException {
        Process process = TestingProcess.start(
                classPath,
                folder.resolve(name),
                Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13"),
                List.of(arguments));
        started.add(process);
        return process;
    }

    /** What a process has said so far. */
    String told(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    static void await(String what, BooleanSupplier happened) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until %s", what).isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
