package oragen;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            Map.entry("label", Set.of()),
            Map.entry("corpus", Set.of("label")),
            Map.entry("media", Set.of()),
            Map.entry("onnx", Set.of()),
            Map.entry("speech", Set.of("media", "onnx")),
            // Masks are painted by their type.
            Map.entry("face", Set.of("label", "media", "onnx")),
            Map.entry("window", Set.of("media", "onnx", "speech")),
            Map.entry("encode", Set.of("window", "media", "onnx")),
            Map.entry("fusion", Set.of("encode", "label", "onnx")),
            Map.entry("grouping", Set.of("fusion", "label", "window")),
            Map.entry("evaluation", Set.of("grouping", "label")),
            Map.entry("report", Set.of("evaluation", "label")),
            Map.entry("exchange", Set.of("label", "onnx")),
            // It also paints masks on photographs, to learn the mask-type head.
            Map.entry("training", Set.of("encode", "label", "corpus", "exchange", "onnx", "media", "face")));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("oragen");

    @Test
    void packagesImportOnlyWhatTheDesignNames() {
        IMPORTS.forEach((name, allowed) -> {
            Set<String> permitted = new HashSet<>(allowed);
            permitted.addAll(List.of("", name));
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage("oragen." + name + "..")
                    .should()
                    .dependOnClassesThat(DescribedPredicate.describe(
                            "lie in another package of ours",
                            (JavaClass other) ->
                                    other.getPackageName().startsWith("oragen") && !permitted.contains(feature(other))))
                    .check(classes);
        });
    }

    /** The package below ours that a class or its subpackage lies in; empty for our own. */
    private static String feature(JavaClass other) {
        String[] parts = other.getPackageName().split("\\.", 3);
        return parts.length == 1 ? "" : parts[1];
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("oragen.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlySparkAndTheCommandLineUseSpark() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("oragen.spark..", "oragen.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.spark..")
                .check(classes);
    }

    @Test
    void onlyOnnxAndTrainingUseDjlAndOnlyMediaUsesFfmpeg() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("oragen.onnx", "oragen.training")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(classes);
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("oragen.media")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(classes);
    }
}
