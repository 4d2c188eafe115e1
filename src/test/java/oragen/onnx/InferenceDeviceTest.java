package oragen.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import oragen.InputException;
import org.junit.jupiter.api.Test;

final class InferenceDeviceTest {
    private static int gpu(DevicePreference preference, int visible, OptionalInt given, int task) {
        return InferenceDevice.choose(preference, visible, given, task).gpu();
    }

    @Test
    void theAddressThatSparkGivesIsTaken() {
        assertThat(gpu(DevicePreference.GPU, 4, OptionalInt.of(3), 0)).isEqualTo(3);
        assertThat(gpu(DevicePreference.AUTO, 4, OptionalInt.of(1), 7)).isEqualTo(1);
    }

    @Test
    void withoutResourcesTasksAreSpreadOverTheVisibleDevices() {
        assertThat(gpu(DevicePreference.GPU, 2, OptionalInt.empty(), 0)).isZero();
        assertThat(gpu(DevicePreference.GPU, 2, OptionalInt.empty(), 1)).isEqualTo(1);
        assertThat(gpu(DevicePreference.AUTO, 2, OptionalInt.empty(), 2)).isZero();
    }

    @Test
    void autoSaysWhyItTakesTheProcessor() {
        InferenceDevice device = InferenceDevice.choose(DevicePreference.AUTO, 0, OptionalInt.of(0), 0);
        assertThat(device.isGpu()).isFalse();
        assertThat(device.reason()).isEqualTo("ONNX Runtime sees no CUDA device");
        assertThat(InferenceDevice.choose(DevicePreference.CPU, 2, OptionalInt.of(1), 0))
                .isEqualTo(InferenceDevice.CPU);
    }

    @Test
    void aGpuThatWasAskedForAndIsNotThereIsAnError() {
        assertThatThrownBy(() -> gpu(DevicePreference.GPU, 0, OptionalInt.of(0), 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("sees no CUDA device");
        assertThatThrownBy(() -> gpu(DevicePreference.GPU, 1, OptionalInt.of(3), 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("gave the task GPU 3, and ONNX Runtime sees 1");
    }
}
