package oragen.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import oragen.fusion.WindowPrediction;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.window.Protocol;
import org.junit.jupiter.api.Test;

final class WindowGroupingTest {
    private static WindowPrediction gender(double female, double age) {
        return new WindowPrediction(new double[] {female, 1 - female}, age, null);
    }

    private static ClipPrediction group(Protocol protocol, WindowPrediction... windows) {
        WindowGrouping grouping = new WindowGrouping(protocol);
        for (WindowPrediction window : windows) {
            grouping.add(window);
        }
        return grouping.group().orElseThrow();
    }

    @Test
    void theProtocolsDisagreeWhereOneWindowIsSurerThanTwo() {
        WindowPrediction[] windows = {gender(0.99, 20), gender(0.4, 30), gender(0.4, 40)};
        assertThat(group(Protocol.RELEASED, windows).gender()).isEqualTo(Gender.FEMALE);
        assertThat(group(Protocol.PAPER, windows).gender()).isEqualTo(Gender.MALE);
    }

    @Test
    void equalVotesGoToTheLowestClass() {
        assertThat(group(Protocol.PAPER, gender(0.1, 20), gender(0.6, 30)).gender())
                .isEqualTo(Gender.FEMALE);
        assertThat(group(Protocol.RELEASED, gender(0.5, 20)).gender()).isEqualTo(Gender.FEMALE);
    }

    @Test
    void ageAndProbabilitiesAreMeans() {
        ClipPrediction prediction = group(Protocol.PAPER, gender(0.2, 20), gender(0.6, 31));
        assertThat(prediction.age()).isCloseTo(25.5, within(1e-12));
        assertThat(prediction.genderProbabilities()).containsExactly(new double[] {0.4, 0.6}, within(1e-12));
        assertThat(prediction.windowCount()).isEqualTo(2);
    }

    @Test
    void aTaskThatTheBundleLacksIsNull() {
        ClipPrediction prediction = group(Protocol.RELEASED, gender(0.2, 20));
        assertThat(prediction.maskType()).isNull();
        assertThat(prediction.maskProbabilities()).isNull();
        ClipPrediction mask =
                group(Protocol.RELEASED, new WindowPrediction(null, null, new double[] {0, 0, 1, 0, 0, 0}));
        assertThat(mask.maskType()).isEqualTo(MaskType.MEDICAL);
        assertThat(mask.gender()).isNull();
        assertThat(mask.age()).isNull();
    }

    @Test
    void noWindowIsNoPrediction() {
        assertThat(new WindowGrouping(Protocol.PAPER).group()).isEmpty();
    }

    @Test
    void windowsThatAnswerNothingAreNoPrediction() {
        WindowGrouping grouping = new WindowGrouping(Protocol.RELEASED);
        grouping.add(new WindowPrediction(null, null, null));
        assertThat(grouping.group()).isEmpty();
    }
}
