package oragen.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import oragen.onnx.InferenceDevice;
import org.junit.jupiter.api.Test;

final class GpuMeterTest {
    @Test
    void theShareIsTheMeanOfWhatIsANumber() {
        try (GpuMeter meter = GpuMeter.open(InferenceDevice.CPU)) {
            assertThat(meter.busy()).isEmpty();
            meter.add("90");
            meter.add(" 40 ");
            meter.add("[N/A]");
            assertThat(meter.busy()).hasValue(0.65);
        }
    }

    @Test
    void oneGpuIsAskedFor() {
        assertThat(GpuMeter.command(3)).contains("--query-gpu=utilization.gpu", "--id=3");
    }
}
