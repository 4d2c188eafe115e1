package oragen.spark.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import oragen.archive.ArchiveMember;
import oragen.corpus.Packing;
import org.junit.jupiter.api.Test;

/** What the texts of a sample say, whoever wrote them. */
final class SampleLabelsTest {
    private static SampleLabels labels(String name, String text) {
        return SampleLabels.of(List.of(new ArchiveMember(
                name,
                Packing.of(Packing.Kind.STORED, 0, text.length(), text.length()),
                null,
                text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Two columns of a table that differ in capitals alone cannot be written. */
    @Test
    void fieldsThatDifferInCapitalsAreOne() {
        SampleLabels labels = labels("a.json", """
                {"Age": 30, "Gender": "male", "title": "small", "Title": "large", "TEXT": "x", "Note": 1, "note": null}
                """);
        assertThat(labels.labels().age()).isEqualTo(30);
        assertThat(labels.labels().gender()).isNotNull();
        assertThat(labels.further())
                .containsOnly(
                        java.util.Map.entry("title", "small"),
                        java.util.Map.entry("text", "x"),
                        java.util.Map.entry("note", "1"));
    }
}
