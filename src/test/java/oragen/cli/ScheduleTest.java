package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** The templates of {@code conf/schedule}, read as Spark, systemd, Python, YAML and this program read them. */
final class ScheduleTest {
    private static final Path SCHEDULE = Path.of("conf", "schedule");
    private static final String LOGGING = "-Dlog4j2.configurationFile=file:/opt/oragen/conf/log4j2.properties";
    private static final Pattern INSTALLED = Pattern.compile("/opt/oragen/[\\w./-]*\\w");

    @TempDir
    private Path folder;

    private static String template(String name) throws IOException {
        return Files.readString(SCHEDULE.resolve(name));
    }

    private static List<JsonNode> yaml(String name) throws IOException {
        return new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(SCHEDULE.resolve(name).toFile())
                .readAll();
    }

    private static void assertIsCommandLine(List<String> arguments) {
        CommandLine root = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        assertThat(root.parseArgs(arguments.toArray(String[]::new)).errors()).isEmpty();
    }

    /** As spark-submit reads its words, at a site with a {@code spark-defaults.conf} of its own. */
    private SparkSubmitArguments submitted(List<String> words, Map<String, String> environment) throws IOException {
        Path site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("spark-defaults.conf"), "spark.site.own kept\nspark.driver.memory 1g\n");
        Map<String, String> all = new HashMap<>(environment);
        all.put("SPARK_CONF_DIR", site.toString());
        List<String> here = words.stream()
                .map(word -> word.replaceFirst("^/opt/oragen/conf/", "conf/"))
                .toList();
        return new SparkSubmitArguments(
                CollectionConverters.asScala(here).toSeq(), Map$.MODULE$.from(CollectionConverters.asScala(all)));
    }

    private static String property(SparkSubmitArguments submitted, String key) {
        return submitted.sparkProperties().getOrElse(key, () -> "");
    }

    /** A template that runs the installed jar, and ends with its exit code. */
    private void assertRunsTheInstalledJar(List<String> words, Map<String, String> environment) throws IOException {
        SparkSubmitArguments submitted = submitted(words, environment);
        assertThat(words).contains("--master");
        assertThat(submitted.deployMode()).isEqualTo("client");
        assertThat(submitted.driverMemory()).isEqualTo("4g");
        assertThat(submitted.driverExtraJavaOptions()).isEqualTo(LOGGING);
        assertThat(property(submitted, "spark.site.own")).isEqualTo("kept");
        assertThat(property(submitted, "spark.eventLog.enabled")).isEqualTo("true");
        assertThat(property(submitted, "spark.eventLog.dir")).contains("://");
        assertThat(submitted.primaryResource()).endsWith("/opt/oragen/oragen-" + Version.current() + ".jar");
        assertIsCommandLine(CollectionConverters.asJava(submitted.childArgs()));
    }

    @Test
    void everyInstalledFileThatATemplateNamesIsPartOfTheProject() throws IOException {
        int found = 0;
        for (String name : SCHEDULE.toFile().list()) {
            for (MatchResult path : INSTALLED.matcher(template(name)).results().toList()) {
                String file = path.group().substring("/opt/oragen/".length());
                if (!file.equals("oragen-" + Version.current() + ".jar")) {
                    assertThat(Path.of(file)).as(name).isRegularFile();
                }
                found++;
            }
        }
        assertThat(found).isGreaterThan(15);
    }

    @Test
    void theCronLineIsASubmitLineWithFullPaths() throws IOException {
        Map<String, String> environment = new HashMap<>();
        List<String> jobs = new ArrayList<>();
        for (String line : Files.readAllLines(SCHEDULE.resolve("crontab"))) {
            Matcher variable = Pattern.compile("([A-Z_]+)=(.*)").matcher(line);
            if (variable.matches()) {
                environment.put(variable.group(1), variable.group(2));
            } else if (!line.startsWith("#")) {
                jobs.add(line);
            }
        }
        assertThat(jobs).hasSize(1);
        Matcher job = Pattern.compile("(?:[\\d*/,-]+ +){5}(/\\S+/spark-submit) (.+) >> /\\S+ 2>&1")
                .matcher(jobs.get(0));
        assertThat(job.matches()).as(jobs.get(0)).isTrue();
        // Cron ends a command at a percent sign, and reads no more than a thousand letters.
        assertThat(jobs.get(0)).doesNotContain("%").hasSizeLessThan(1000);
        assertThat(environment).containsKey("PATH");
        assertRunsTheInstalledJar(List.of(job.group(2).split(" ")), environment);
    }

    @Test
    void theServiceIsRepeatedButForExitCodesThatStay() throws IOException {
        String service = template("oragen.service").replaceAll("\\\\\\n\\s*", "");
        assertThat(service.lines())
                .contains("Wants=network-online.target", "After=network-online.target")
                .contains("Restart=on-failure", "RestartPreventExitStatus=2 4", "StartLimitBurst=3");
        Map<String, String> environment = new HashMap<>();
        Matcher variables = Pattern.compile("(?m)^Environment=(.+)$").matcher(service);
        assertThat(variables.find()).isTrue();
        for (String variable : variables.group(1).split(" ")) {
            environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }
        Matcher command =
                Pattern.compile("(?m)^ExecStart=/\\S+/spark-submit (.+)$").matcher(service);
        assertThat(command.find()).isTrue();
        assertRunsTheInstalledJar(List.of(command.group(1).split(" ")), environment);
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private String output(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("PYTHONPATH", folder.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        int code = builder.start().waitFor();
        String text = Files.readString(out);
        assertThat(code).as(text).isZero();
        return text;
    }

    @Test
    void systemdAcceptsTheUnits() throws IOException, InterruptedException {
        for (String unit : List.of("oragen.service", "oragen.timer")) {
            assertThat(template(unit)
                            .replace("\\\n", " ")
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#")))
                    .as(unit)
                    .allMatch(line -> line.matches("\\[(Unit|Service|Timer|Install)]|[A-Z][A-Za-z]+=.*"));
        }
        if (!onPath("systemd-analyze")) {
            return; // other systems have none
        }
        // It wants the program to be there.
        Path service = folder.resolve("oragen.service");
        Files.writeString(service, template("oragen.service").replaceFirst("ExecStart=\\S+", "ExecStart=/bin/true"));
        Path timer = folder.resolve("oragen.timer");
        Files.writeString(timer, template("oragen.timer"));
        assertThat(output("systemd-analyze", "verify", service.toString(), timer.toString()))
                .doesNotContain("oragen");
    }

    @Test
    void theCronJobDoesNotRepeatExitCodesThatStay() throws IOException {
        JsonNode job = yaml("cron-job.yaml").get(0).at("/spec/jobTemplate/spec");
        JsonNode rule = job.at("/podFailurePolicy/rules/0");
        JsonNode pod = job.at("/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(rule.at("/action").asText()).isEqualTo("FailJob");
        assertThat(rule.at("/onExitCodes/operator").asText()).isEqualTo("In");
        assertThat(rule.at("/onExitCodes/values").toString()).isEqualTo("[2,4]");
        assertThat(rule.at("/onExitCodes/containerName")).isEqualTo(container.at("/name"));
        // Kubernetes has failure policies for pods that it does not restart in place.
        assertThat(pod.at("/restartPolicy").asText()).isEqualTo("Never");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();

        List<String> words = new ArrayList<>();
        container.at("/args").forEach(word -> words.add(word.asText()));
        assertThat(words.remove(0)).isEqualTo("driver");
        words.addAll(0, List.of("--deploy-mode", "client"));
        assertRunsTheInstalledJar(words, Map.of());
        SparkSubmitArguments submitted = submitted(words, Map.of());
        assertThat(submitted.mainClass()).isEqualTo(Main.class.getName());
        assertThat(submitted.primaryResource()).startsWith("local:///");
        assertThat(property(submitted, "spark.kubernetes.container.image"))
                .isEqualTo(container.at("/image").asText());
    }

    @Test
    void theSparkApplicationRunsTheSameJarAndImage() throws IOException {
        JsonNode application = yaml("scheduled-spark-application.yaml").get(0).at("/spec/template");
        List<String> arguments = new ArrayList<>();
        application.at("/arguments").forEach(node -> arguments.add(node.asText()));
        assertIsCommandLine(arguments);
        assertThat(application.at("/mainClass").asText()).isEqualTo(Main.class.getName());
        assertThat(application.at("/mainApplicationFile").asText())
                .isEqualTo("local:///opt/oragen/oragen-" + Version.current() + ".jar");
        assertThat(application.at("/image"))
                .isEqualTo(yaml("cron-job.yaml").get(0).at("/spec/jobTemplate/spec/template/spec/containers/0/image"));
        // The operator cannot tell exit codes apart.
        assertThat(application.at("/restartPolicy/type").asText()).isEqualTo("Never");
        assertThat(application.at("/driver/memory").asText()).isEqualTo("4g");
        assertThat(application.at("/driver/javaOptions").asText()).isEqualTo(LOGGING);
        assertThat(application.at("/executor/javaOptions").asText()).isEqualTo(LOGGING);
        assertThat(application.at("/sparkConf").path("spark.eventLog.enabled").asText())
                .isEqualTo("true");
    }

    @Test
    void kubernetesTemplatesUseTheServiceAccountThatMayStartPods() throws IOException {
        List<JsonNode> account = yaml("service-account.yaml");
        assertThat(account)
                .extracting(node -> node.at("/kind").asText())
                .containsExactly("ServiceAccount", "Role", "RoleBinding");
        JsonNode name = account.get(0).at("/metadata/name");
        assertThat(account.get(2).at("/subjects/0/name")).isEqualTo(name);
        assertThat(account.get(2).at("/roleRef/name")).isEqualTo(account.get(1).at("/metadata/name"));
        JsonNode cron = yaml("cron-job.yaml").get(0);
        JsonNode operator = yaml("scheduled-spark-application.yaml").get(0);
        assertThat(cron.at("/spec/jobTemplate/spec/template/spec/serviceAccountName"))
                .isEqualTo(name);
        assertThat(operator.at("/spec/template/driver/serviceAccount")).isEqualTo(name);
        assertThat(Files.readString(Path.of("conf", "spark-defaults.conf")))
                .containsPattern("authenticate\\.driver\\.serviceAccountName +" + name.asText() + "\\n");
        assertThat(List.of(cron, operator, account.get(0), account.get(1), account.get(2)))
                .extracting(node -> node.at("/metadata/namespace").asText())
                .containsOnly("speech");
    }

    private void python(String module, String text) throws IOException {
        Path file = folder.resolve(module.replace('.', '/') + ".py");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /**
     * What of Airflow the DAG uses, as in Airflow 3.3 and version 6.3.4 of its provider for Spark.
     *
     * @param exceptions the module that has the exceptions: another in Airflow 3.0 and 3.1
     */
    private void airflow(String exceptions) throws IOException {
        python("airflow.sdk.__init__", """
                class DAG:
                    def __init__(self, *, dag_id, schedule, start_date, catchup, max_active_runs, default_args):
                        self.retries = default_args["retries"]
                    def __enter__(self):
                        return self
                    def __exit__(self, *failure):
                        pass
                """);
        python(exceptions, """
                class AirflowException(Exception):
                    pass
                class AirflowFailException(AirflowException):
                    pass
                """);
        python("airflow.providers.apache.spark.operators.spark_submit", """
                from %s import AirflowException
                class SparkSubmitOperator:
                    code = 0
                    def __init__(self, *, task_id, application, application_args, conf, deploy_mode, driver_memory):
                        self.given = {name: value for name, value in locals().items() if name != "self"}
                    def __rshift__(self, other):
                        return other
                    def execute(self, context):
                        if self.code:
                            raise AirflowException(f"Cannot execute: spark-submit. Error code is: {self.code}.")
                """.formatted(exceptions));
        python("run", """
                import json, sys
                sys.path.append("conf/schedule")
                import oragen_dag
                ends = {}
                for code in range(6):
                    oragen_dag.label.code = code
                    try:
                        oragen_dag.label.execute({})
                        ends[code] = "success"
                    except Exception as failure:
                        ends[code] = type(failure).__name__
                tasks = [oragen_dag.label.given, oragen_dag.evaluate.given]
                print(json.dumps({"ends": ends, "tasks": tasks, "retries": oragen_dag.dag.retries}))
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"airflow.sdk.exceptions", "airflow.exceptions"})
    void airflowDoesNotRetryExitCodesThatStay(String exceptions) throws IOException, InterruptedException {
        airflow(exceptions);
        JsonNode dag = new ObjectMapper()
                .readTree(output("python3", folder.resolve("run.py").toString()));
        assertThat(dag.at("/ends").toString())
                .isEqualTo("{\"0\":\"success\",\"1\":\"AirflowException\",\"2\":\"AirflowFailException\","
                        + "\"3\":\"AirflowException\",\"4\":\"AirflowFailException\",\"5\":\"AirflowException\"}");
        assertThat(dag.at("/retries").asInt()).isPositive();
        for (JsonNode task : dag.at("/tasks")) {
            List<String> arguments = new ArrayList<>();
            task.at("/application_args").forEach(word -> arguments.add(word.asText()));
            assertIsCommandLine(arguments);
            assertThat(task.at("/deploy_mode").asText()).isEqualTo("client");
            assertThat(task.at("/driver_memory").asText()).isEqualTo("4g");
            assertThat(task.at("/conf").path("spark.driver.extraJavaOptions").asText())
                    .isEqualTo(LOGGING);
            assertThat(task.at("/conf").path("spark.eventLog.enabled").asText()).isEqualTo("true");
        }
        assertThat(dag.at("/tasks")).hasSize(2);
    }

    @Test
    void submitLinesOfThePagesNameAMasterAndTheLogging() throws IOException {
        String pages = TestingPages.all().replaceAll("\\\\\\n\\s*", "");
        String logging = "-Dlog4j2.configurationFile=conf/log4j2.properties";
        List<MatchResult> lines = Pattern.compile("(?m)^spark-(submit|sql) (.+)$")
                .matcher(pages)
                .results()
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
        for (MatchResult line : lines) {
            List<String> words = List.of(line.group(2).split(" +"));
            assertThat(words).contains("--master").containsSequence("--driver-java-options", logging);
            if (line.group(1).equals("submit")) {
                SparkSubmitArguments submitted = submitted(words, Map.of("HADOOP_CONF_DIR", "/etc/hadoop/conf"));
                assertThat(submitted.driverExtraJavaOptions()).isEqualTo(logging);
                assertThat(submitted.primaryResource()).matches("file:.*/(target/oragen-.*\\.jar|clips\\.py)");
                if (submitted.primaryResource().endsWith(".jar")) {
                    assertIsCommandLine(CollectionConverters.asJava(submitted.childArgs()));
                }
            }
        }
    }
}
