package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oragen.InputException;
import oragen.bundle.ModelBundle;
import oragen.checkpoint.Checkpoint;
import oragen.label.MaskType;
import oragen.model.compact.RegionFeatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learns masks on the one face that we may store, and tells them in styles that it was not shown. */
final class FaceHeadsTrainingIT {
    private static final Path FACE = Path.of("src/main/resources/demo/steady.mp4");
    private static final FaceHeadsTraining.Options FEW = new FaceHeadsTraining.Options(2, 60, 1e-3, 1);

    @TempDir
    private Path folder;

    private FaceFolder faces(String... persons) throws IOException {
        StringBuilder table = new StringBuilder("path,speaker,gender,age\n");
        for (String person : persons) {
            Files.copy(FACE, folder.resolve(person + ".mp4"));
            table.append(person).append(".mp4,").append(person).append(",female,40\n");
        }
        Path labels = Files.writeString(folder.resolve("labels.csv"), table);
        return new FaceFolder(folder, labels);
    }

    private static FaceHeadsTraining training() {
        return new FaceHeadsTraining(ModelBundle.open(Path.of("models", "compact")), FEW, line -> {});
    }

    /** A name whose person takes no part, or one who does. */
    private static String person(boolean heldOut) {
        for (int number = 0; ; number++) {
            String name = "person" + number;
            if (Person.unknown(name).isHeldOut() == heldOut) {
                return name;
            }
        }
    }

    @Test
    void masksOfOtherStylesAreTold() throws Exception {
        Path heads = folder.resolve("heads.safetensors");
        FaceHeadsTraining.Result result = training().run(faces(person(false), person(true)), List.of(), heads);
        assertThat(result.learntFaces()).isEqualTo(1);
        assertThat(result.heldOutFaces()).isEqualTo(1);
        // Guessing would be right in one of six.
        assertThat(result.judgement().all().maskType().unweightedAverageRecall().orElseThrow())
                .isGreaterThan(0.5);
        assertThat(result.judgement().of(MaskType.NO_MASK).age().count()).isEqualTo(4);
        try (Checkpoint checkpoint = Checkpoint.open(heads)) {
            assertThat(checkpoint.shape("mask.weight")).containsExactly(RegionFeatures.COUNT, 6);
            assertThat(checkpoint.shape("age.weight")).containsExactly(RegionFeatures.COUNT, 2);
            assertThat(checkpoint.shape("gender.own")).containsExactly(2);
        }
    }

    @Test
    void theSameFacesAndSeedGiveTheSameHeads() throws Exception {
        FaceFolder faces = faces(person(false));
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        FaceHeadsTraining.Options few = new FaceHeadsTraining.Options(1, 5, 1e-3, 3);
        ModelBundle bundle = ModelBundle.open(Path.of("models", "compact"));
        new FaceHeadsTraining(bundle, few, line -> {}).run(faces, List.of(), first);
        new FaceHeadsTraining(bundle, few, line -> {}).run(faces, List.of(), second);
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void facesOfHeldOutPersonsAloneAreAnError() throws Exception {
        FaceFolder faces = faces(person(true));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> training().run(faces, List.of(), folder.resolve("heads")))
                .withMessageContaining("nobody is left to learn from");
    }
}
