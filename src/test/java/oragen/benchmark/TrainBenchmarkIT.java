package oragen.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import oragen.benchmark.TrainBenchmark.Comparison;
import oragen.benchmark.TrainBenchmark.Scale;
import oragen.benchmark.TrainBenchmark.Sizes;
import oragen.training.feature.TestingFeatures;
import oragen.training.fusion.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainBenchmarkIT {
    @TempDir
    private Path folder;

    @Test
    void theFusionBeatsBothModalitiesAndSurvivesTheLossOfOne() throws IOException {
        Comparison comparison =
                new TrainBenchmark(new Scale(300, 6, Sizes.SMALL), folder, TestingFeatures.MACHINE).execute();
        Scores audio = comparison.scores("audio alone");
        Scores video = comparison.scores("video alone");
        Scores fusion = comparison.scores("fusion");
        assertThat(fusion.genderUar()).isGreaterThan(audio.genderUar()).isGreaterThan(video.genderUar());
        assertThat(fusion.ageMae()).isLessThan(audio.ageMae()).isLessThan(video.ageMae());
        assertThat(fusion.maskUar()).isGreaterThan(0.95).isGreaterThan(audio.maskUar());
        // Half of what it learnt from is gone, and it is no worse than a network that never had it.
        Scores withoutVideo = comparison.scores("fusion, no video");
        Scores withoutAudio = comparison.scores("fusion, no audio");
        assertThat(withoutVideo.genderUar()).isGreaterThan(audio.genderUar() - 0.05);
        assertThat(withoutVideo.ageMae()).isLessThan(audio.ageMae() + 1.5);
        assertThat(withoutAudio.genderUar()).isGreaterThan(video.genderUar() - 0.05);
        assertThat(withoutAudio.maskUar()).isGreaterThan(0.95);
        String plain = "fusion without modality dropout";
        assertThat(withoutAudio.ageMae())
                .isLessThan(comparison.scores(plain + ", no audio").ageMae());
        assertThat(comparison.windowsPerSecond()).isPositive();
    }
}
