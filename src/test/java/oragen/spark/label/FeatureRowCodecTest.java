package oragen.spark.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FeatureRowCodecTest {
    @Test
    void windowFactsAndFeaturesStandInTheOrderOfTheTable() {
        List<String> columns = List.of(FeatureRowCodec.FEATURE.fieldNames());
        assertThat(columns)
                .startsWith("occlusion", "window_start_second", "window_end_second", "audio_present", "slot_seconds")
                .containsAll(List.of(OutcomeRowCodec.FACTS.fieldNames()))
                .endsWith("audio_shape", "visual_shape", "audio_features", "visual_features");
    }
}
