package oragen.training.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import oragen.label.Gender;
import org.junit.jupiter.api.Test;

final class VoiceScoreTest {
    private final List<VoiceScore> scores = List.of(
            new VoiceScore("a", Gender.FEMALE, "natural", 9, 10),
            new VoiceScore("b", Gender.FEMALE, "natural", 10, 30),
            new VoiceScore("c", Gender.MALE, "natural", 5, 10));

    @Test
    void recallIsTheMeanOverGendersOfWindows() {
        assertThat(VoiceScore.windows(scores, Gender.FEMALE)).isEqualTo(new VoiceScore.Count(19, 40));
        assertThat(VoiceScore.unweightedAverageRecall(scores)).isCloseTo((19.0 / 40 + 0.5) / 2, within(1e-12));
    }

    @Test
    void halfOfAVoicesWindowsIsNotEnoughForTheVoice() {
        assertThat(VoiceScore.voices(scores, Gender.FEMALE)).isEqualTo(new VoiceScore.Count(1, 2));
        assertThat(VoiceScore.voices(scores, Gender.MALE)).isEqualTo(new VoiceScore.Count(0, 1));
    }

    /** Newcombe 1998, table I: 81 of 263 and 0 of 20. */
    @Test
    void theIntervalIsWilsons() {
        assertThat(new VoiceScore.Count(81, 263).interval()[0]).isCloseTo(0.2553, within(1e-4));
        assertThat(new VoiceScore.Count(81, 263).interval()[1]).isCloseTo(0.3662, within(1e-4));
        assertThat(new VoiceScore.Count(0, 20).interval()[0]).isCloseTo(0, within(1e-12));
        assertThat(new VoiceScore.Count(0, 20).interval()[1]).isCloseTo(0.1611, within(1e-4));
    }
}
