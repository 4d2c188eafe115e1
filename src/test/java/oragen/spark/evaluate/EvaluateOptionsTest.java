package oragen.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.report.TableFormat;
import org.junit.jupiter.api.Test;

final class EvaluateOptionsTest {
    @Test
    void whatGoesWithoutSayingIsNoPartOfTheCommand() {
        assertThat(EvaluateOptions.of("labels", "out").command())
                .isEqualTo("oragen evaluate --predictions labels --output out");
    }

    @Test
    void aShellReadsTheCommandAsItWasGiven() {
        EvaluateOptions options = new EvaluateOptions(
                "my labels",
                "out",
                null,
                List.of("train.csv", "more.parquet"),
                "other",
                List.of("label_site", "it's"),
                Map.of("b", "second", "a", "first one"),
                Set.of(TableFormat.LATEX, TableFormat.CSV),
                new EvaluateOptions.Faces("a b"),
                200,
                7);
        assertThat(options.command())
                .isEqualTo(
                        "oragen evaluate --predictions 'my labels' --output out --train train.csv --train more.parquet --compare other"
                                + " --by label_site --by 'it'\\''s' --name 'a=first one' --name b=second --format csv,latex"
                                + " --faces --bundle 'a b' --resamples 200 --seed 7");
    }
}
