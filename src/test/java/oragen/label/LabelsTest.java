package oragen.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import oragen.InputException;
import org.junit.jupiter.api.Test;

final class LabelsTest {
    @Test
    void everyLabelIsReadAsItIsWritten() {
        for (Gender gender : Gender.values()) {
            assertThat(Gender.fromLabel(gender.label())).isEqualTo(gender);
        }
        for (MaskType type : MaskType.values()) {
            assertThat(MaskType.fromLabel(type.label())).isEqualTo(type);
        }
        assertThat(Gender.fromLabel("Female")).isEqualTo(Gender.FEMALE);
        assertThat(MaskType.fromLabel("NO_MASK")).isEqualTo(MaskType.NO_MASK);
    }

    @Test
    void theOrderIsThatOfThePublishedLogits() {
        assertThat(List.of(Gender.values())).extracting(Gender::label).containsExactly("female", "male");
        assertThat(List.of(MaskType.values()))
                .extracting(MaskType::label)
                .containsExactly("no_mask", "tissue", "medical", "protective_ffp", "respirator", "face_shield");
    }

    @Test
    void anUnknownLabelIsAnsweredWithTheKnownOnes() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Gender.fromLabel("f"))
                .withMessage("gender: \"f\"; use female or male, or leave the cell empty");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> MaskType.fromLabel("scarf"))
                .withMessage("mask_type: \"scarf\"; use one of no_mask, tissue, medical, protective_ffp, respirator, "
                        + "face_shield");
    }

    @Test
    void agesAreThoseOfPeople() {
        assertThat(new Labels(null, 0.0, null).age()).isZero();
        assertThat(new Labels(null, 130.0, null).age()).isEqualTo(130);
        for (double age : new double[] {-1, 130.5, Double.NaN}) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> new Labels(null, age, null))
                    .withMessage("age: " + age + "; use 0 to 130 years, or leave the cell empty");
        }
    }
}
