package oragen.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import oragen.corpus.CorpusPaths;
import oragen.corpus.format.LabelMatch.Tail;
import org.junit.jupiter.api.Test;

/** The ends of paths by which labels and media find each other. */
final class LabelMatchTest {
    @Test
    void aPathOfAFolderStartsAtTheLabelFileOrAtTheRoot() {
        assertThat(LabelMatch.FILE.ofMedia("a/x.mp4")).containsExactly(new Tail("a/x.mp4", 0, true));
        assertThat(LabelMatch.FILE.ofLabel("lists", "./a/x.mp4"))
                .containsExactly(new Tail("lists/a/x.mp4", 2, true), new Tail("a/x.mp4", 1, true));
    }

    @Test
    void aLongerEndOfThePathCountsMoreAndAllThatIsGivenIsWhole() {
        assertThat(LabelMatch.SUFFIX.ofLabel("csv", "val/1.jpg"))
                .containsExactly(
                        new Tail("1.jpg", 3, false),
                        new Tail("val/1.jpg", 5, true),
                        new Tail("csv/val/1.jpg", 7, true));
    }

    @Test
    void anEndingCountsOnlyBetweenFilesThatAreAlikeOtherwise() {
        assertThat(LabelMatch.SUFFIX_ANY_ENDING.ofLabel("", "a/x.m4a"))
                .containsExactly(
                        new Tail("x.m4a", 3, false),
                        new Tail("x.*", 2, false),
                        new Tail("a/x.m4a", 5, true),
                        new Tail("a/x.*", 4, true));
        assertThat(LabelMatch.SUFFIX_ANY_ENDING.ofMedia("a/x.wav"))
                .extracting(Tail::text)
                .isEqualTo(List.of("x.wav", "x.*", "a/x.wav", "a/x.*"));
    }

    @Test
    void pathsAreJoinedWithoutDots() {
        assertThat(CorpusPaths.join("a/b", "../c/./x.mp4")).isEqualTo("a/c/x.mp4");
        assertThat(CorpusPaths.join("", "../../x.mp4")).isEqualTo("x.mp4");
        assertThat(CorpusPaths.join("a", "\\x.mp4")).isEqualTo("a/x.mp4");
    }
}
