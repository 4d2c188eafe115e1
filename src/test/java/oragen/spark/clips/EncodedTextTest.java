package oragen.spark.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Label files in the encodings that they say they have. */
final class EncodedTextTest {
    private static String read(String text, Charset charset) throws IOException {
        StringWriter all = new StringWriter();
        try (Reader reader = EncodedText.open(new ByteArrayInputStream(text.getBytes(charset)))) {
            reader.transferTo(all);
        }
        return all.toString();
    }

    @Test
    void textIsUtf8UnlessItSaysOtherwise() throws IOException {
        assertThat(read("René", StandardCharsets.UTF_8)).isEqualTo("René");
        assertThat(read("", StandardCharsets.UTF_8)).isEmpty();
        assertThat(read("\uFEFFRené", StandardCharsets.UTF_8)).isEqualTo("René");
        assertThat(read("\uFEFFRené", StandardCharsets.UTF_16LE)).isEqualTo("René");
        assertThat(read("\uFEFFRené", StandardCharsets.UTF_16BE)).isEqualTo("René");
    }

    @Test
    void xmlMayDeclareItsEncoding() throws IOException {
        String declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>René</a>";
        assertThat(read(declared, StandardCharsets.ISO_8859_1)).isEqualTo(declared);
        String wrong = "<?xml version='1.0' encoding='UTF-16'?><a>René</a>";
        assertThat(read(wrong, StandardCharsets.UTF_8)).isEqualTo(wrong);
        String unknown = "<?xml version='1.0' encoding='none-such'?><a>René</a>";
        assertThat(read(unknown, StandardCharsets.UTF_8)).isEqualTo(unknown);
    }
}
