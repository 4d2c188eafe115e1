package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import oragen.label.MaskType;
import oragen.label.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against scikit-learn and scipy; {@code make_metrics.py} beside the numbers made them. */
final class MetricParityTest {
    private static JsonNode numbers;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream stream = MetricParityTest.class.getResourceAsStream("/evaluation/metrics.json")) {
            numbers = JsonMapper.builder().build().readTree(stream);
        }
    }

    private static void assertAgreement(UnitSums sums, Task task, JsonNode expected) {
        assertThat(expected.properties()).isNotEmpty();
        for (Map.Entry<String, JsonNode> metric : expected.properties()) {
            SumMetric ours = SumMetric.of(task).stream()
                    .filter(candidate -> candidate.label().equals(metric.getKey()))
                    .findFirst()
                    .orElseThrow();
            assertThat(ours.value(sums)).as("%s", ours).isPresent();
            assertThat(ours.value(sums).getAsDouble())
                    .as("%s", ours)
                    .isCloseTo(metric.getValue().asDouble(), within(1e-9));
        }
    }

    @Test
    void classesAgreeAlsoWhereSomeAreAbsent() {
        for (JsonNode fixture : numbers.get("mask_types")) {
            UnitSums sums = new UnitSums();
            for (int i = 0; i < fixture.get("truth").size(); i++) {
                sums.addMaskType(
                        MaskType.values()[fixture.get("truth").get(i).asInt()],
                        MaskType.values()[fixture.get("prediction").get(i).asInt()]);
            }
            assertAgreement(sums, Task.MASK, fixture.get("expected"));
        }
    }

    @Test
    void agesAgree() {
        JsonNode fixture = numbers.get("age");
        UnitSums sums = new UnitSums();
        for (int i = 0; i < fixture.get("truth").size(); i++) {
            sums.addAge(
                    fixture.get("truth").get(i).asDouble(),
                    fixture.get("prediction").get(i).asDouble());
        }
        ObjectNode expected = fixture.get("expected").deepCopy();
        double median = expected.remove("median_absolute_error_years").asDouble();
        assertAgreement(sums, Task.AGE, expected);
        ClipValues errors = new ClipValues();
        for (int i = 0; i < fixture.get("truth").size(); i++) {
            double error = fixture.get("prediction").get(i).asDouble()
                    - fixture.get("truth").get(i).asDouble();
            errors.add(i, true, false, Math.abs(error));
        }
        assertThat(new RankEstimates(100, 1)
                        .ofErrors(errors)
                        .get(Metric.MEDIAN_ABSOLUTE_ERROR_YEARS)
                        .value())
                .isCloseTo(median, within(1e-12));
    }

    @Test
    void probabilitiesAgreeWithTies() {
        JsonNode fixture = numbers.get("score");
        ClipValues scores = new ClipValues();
        for (int i = 0; i < fixture.get("truth").size(); i++) {
            scores.add(
                    i,
                    true,
                    fixture.get("truth").get(i).asInt() == 1,
                    fixture.get("score").get(i).asDouble());
        }
        Map<Metric, Estimate> found = new RankEstimates(100, 1).ofScores(scores);
        for (Metric metric : List.of(Metric.ROC_AUC, Metric.EER, Metric.ECE)) {
            assertThat(found.get(metric).value())
                    .as("%s", metric)
                    .isCloseTo(fixture.get(metric.label()).asDouble(), within(1e-12));
        }
    }
}
