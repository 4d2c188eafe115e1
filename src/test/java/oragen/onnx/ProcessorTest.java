package oragen.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessorTest {
    private static String core(String flags) {
        return "processor\t: 0\nmodel name\t: some processor\nflags\t\t: " + flags + "\nbugs\t\t: none\n\n";
    }

    @ParameterizedTest
    @CsvSource({
        "fpu sse4_2 avx2 avx512f avx512_vnni, true",
        "fpu sse4_2 avx2 avx_vnni, true",
        "fpu sse4_2 avx2 avx512f avx512_vnni_of_tomorrow, false",
        "fpu sse4_2 avx2 fma, false"
    })
    void bytesAreFastWithVnni(String flags, boolean fast) {
        assertThat(Processor.hasFastBytes(core(flags))).isEqualTo(fast);
    }

    @Test
    void everyCoreMustHaveIt() {
        assertThat(Processor.hasFastBytes(core("avx2 avx_vnni") + core("avx2 avx_vnni")))
                .isTrue();
        assertThat(Processor.hasFastBytes(core("avx2 avx_vnni") + core("avx2"))).isFalse();
    }

    @Test
    void whatIsNotKnownIsNotFast() {
        assertThat(Processor.hasFastBytes("")).isFalse();
        assertThat(Processor.hasFastBytes("processor\t: 0\nFeatures\t: fp asimd asimddp i8mm\n"))
                .isFalse();
    }
}
