package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import oragen.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PhotographsTest {
    @Test
    void readsAFilePartAndGrid() {
        assertThat(Photographs.parse("some dir/my-faces:2.jpg:0,284,1920,730/18x4"))
                .isEqualTo(new Photographs(Path.of("some dir/my-faces:2.jpg"), 0, 284, 1920, 730, 18, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"faces.jpg", "faces.jpg:0,0,10,10", "faces.jpg:10,0,5,10/1x1", "faces.jpg:0,0,10,10/0x1"})
    void anythingElseIsAnErrorWithAnExample(String text) {
        assertThatThrownBy(() -> Photographs.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("18x2");
    }
}
