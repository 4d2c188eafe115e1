package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import oragen.label.MaskType;
import org.junit.jupiter.api.Test;

/** Whether a face is still found under masks, and where. */
final class MasksDetectionIT {
    @Test
    void aBareFaceIsFoundWhereItIsAndEveryMaskHasItsLine() {
        String told = TestingCommand.told(
                "masks", "detection", "--input", "src/main/resources/demo/steady.mp4", "--frames", "2");
        assertThat(told)
                .contains("2 faces from 1 inputs")
                .containsPattern(
                        "no_mask +2 detected \\(100\\.0 %\\); their boxes moved by 0\\.0 % of their size on average, "
                                + "and are 100\\.0 % as large");
        for (MaskType type : MaskType.values()) {
            assertThat(told).contains("  " + type.label());
        }
    }

    @Test
    void noFramesAreAnError() {
        StringWriter errors = new StringWriter();
        assertThat(TestingCommand.exitCode(errors, "masks", "detection", "--input", "a.mp4", "--frames", "0"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--frames: 0; use at least 1");
    }
}
