package oragen.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import oragen.InputException;
import oragen.benchmark.PerformanceTable.Figures;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class PerformanceTableTest {
    private static final Figures FIGURES = new Figures(
            new Cost(5, 8),
            new Cost(9, 20),
            100,
            2,
            new Cost(10, 18),
            new Cost(12.5, 24),
            Optional.of(new Cost(20, 36)));

    @Test
    void costsAndRatiosStandOnThePage() {
        assertThat(new PerformanceTable("4 processors").page(FIGURES))
                .contains("4 processors", "| 100 clips, 2 threads |")
                .contains("| `label` on one clip, start-up included | 9.0 | 20.0 | | |")
                .contains("| `label` | 12.5 | 24.0 | 8.00 | 0.240 |")
                .contains("| peer | 20.0 | 36.0 | 5.00 | 0.360 |")
                .contains("takes 4.0 s and 12.0 processor seconds more than Spark alone")
                .contains("reaches 0.80 of the throughput of the plain loop")
                .contains("takes 0.50 times the processor time of the peer");
    }

    @Test
    void whatACommandCostsIsThatOfAllItsProcesses() {
        assertThat(Cost.childSeconds("0m0.010s 0m0.000s\n1m2.500s 0m0.250s\n")).isCloseTo(62.75, Offset.offset(1e-9));
        Cost busy = Cost.ofCommand(
                "busy", List.of("sh", "-c", "sh -c 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done'; echo done"));
        assertThat(busy.processorSeconds()).isPositive();
        assertThat(busy.wallSeconds()).isPositive();
    }

    @Test
    void aCommandThatFailsSaysWhat() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Cost.ofCommand("--peer", List.of("sh", "-c", "echo no such clip >&2; exit 3")))
                .withMessageContaining("--peer")
                .withMessageContaining("ended with code 3: no such clip");
    }
}
