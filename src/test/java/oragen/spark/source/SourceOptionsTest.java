package oragen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;

final class SourceOptionsTest {
    /** CREATE TABLE … USING oragen: Spark's catalog hands them on with the options of the user. */
    @Test
    void whatACatalogAddsIsNoOption() {
        SourceOptions options = SourceOptions.of(new CaseInsensitiveStringMap(Map.of(
                "path", "/clips", "table", "clips", "option.table", "clips", "owner", "anna", "provider", "oragen")));
        assertThat(options.inputs()).containsExactly("/clips");
        assertThat(options.told()).isEmpty();
    }
}
