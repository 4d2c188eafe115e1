package oragen;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the code to the table of {@code src/site/markdown/architecture.md}. */
final class ArchitectureTest {
    private static final int LARGEST_PACKAGE = 45;
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("oragen");

    /** Packages that each package may import, in the order of the table: top is last. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("src/site/markdown/architecture.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5 && cells[1].strip().startsWith("`")) {
                rows.put(
                        names(cells[1]).iterator().next(),
                        cells[3].contains("everything below") ? new LinkedHashSet<>(rows.keySet()) : names(cells[3]));
            }
        }
        return rows;
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    @Test
    void packagesImportOnlyWhatTheDocumentNames() throws IOException {
        Map<String, Set<String>> table = table();
        assertThat(classes.stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.Stream.concat(table.keySet().stream(), java.util.stream.Stream.of(""))
                                .toList());
        table.forEach((name, allowed) -> ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("oragen." + name)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "lie in a package that the row of " + name + " does not name",
                        (JavaClass other) -> other.getPackageName().startsWith("oragen.")
                                && !packageOf(other).equals(name)
                                && !allowed.contains(packageOf(other))))
                .check(classes));
    }

    /** The package below ours; empty for our own. */
    private static String packageOf(JavaClass other) {
        return other.getPackageName().equals("oragen")
                ? ""
                : other.getPackageName().substring("oragen.".length());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("oragen.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void noPackageIsAnAttic() {
        Map<String, Long> files = classes.stream()
                .filter(each -> each.isTopLevelClass())
                .collect(Collectors.groupingBy(ArchitectureTest::packageOf, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    @Test
    void eachLibraryIsKnownWhereItBelongs() {
        List<String> spark = List.of("oragen.spark..", "oragen.benchmark", "oragen.cli");
        outside(spark, "org.apache.spark..");
        outside(
                List.of(
                        "oragen.archive",
                        "oragen.bundle",
                        "oragen.run",
                        "oragen.pipeline.decode",
                        "oragen.training.feature",
                        "oragen.spark..",
                        "oragen.benchmark"),
                "org.apache.hadoop..");
        outside(
                List.of(
                        "oragen.onnx",
                        "oragen.training.torch",
                        "oragen.training.fusion",
                        "oragen.training.voice",
                        "oragen.training.feature",
                        "oragen.benchmark"),
                "ai.djl..");
        outside(List.of("oragen.media", "oragen.film"), "org.bytedeco..");
    }

    @Test
    void javaCvIsKnownToFilmsAndTestsOfMediaAlone() {
        JavaClasses all = new ClassFileImporter().importPackages("oragen");
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("oragen.film", "oragen.media")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.javacv..")
                .check(all);
        outside(List.of("oragen.film"), "org.bytedeco.javacv..");
    }

    private void outside(List<String> packages, String library) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages(packages.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes);
    }
}
