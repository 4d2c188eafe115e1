package oragen.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is seen in training is not in the test: neither colours nor prints nor cuts nor makes. */
final class WardrobeTest {
    private static final Wardrobe TRAIN = Wardrobe.of(PaintStyle.TRAIN);
    private static final Wardrobe TEST = Wardrobe.of(PaintStyle.TEST);

    private static <T> void assertDisjoint(Function<Wardrobe, List<T>> designs, Function<T, Object> property) {
        Set<Object> train = designs.apply(TRAIN).stream().map(property).collect(Collectors.toSet());
        Set<Object> test = designs.apply(TEST).stream().map(property).collect(Collectors.toSet());
        assertThat(train).isNotEmpty().doesNotContainAnyElementsOf(test);
    }

    @Test
    void consecutiveSeedsReachEveryDesign() {
        for (Wardrobe wardrobe : List.of(TRAIN, TEST)) {
            assertThat(drawn(wardrobe::tissue)).containsAll(wardrobe.tissues());
            assertThat(drawn(wardrobe::medical)).containsAll(wardrobe.medicals());
            assertThat(drawn(wardrobe::filtering)).containsAll(wardrobe.filterings());
            assertThat(drawn(wardrobe::respirator)).containsAll(wardrobe.respirators());
            assertThat(drawn(wardrobe::shield)).containsAll(wardrobe.shields());
        }
    }

    private static <T> Set<T> drawn(Function<RandomGenerator, T> draw) {
        return LongStream.range(0, 100)
                .mapToObj(seed -> draw.apply(new SplittableRandom(seed)))
                .collect(Collectors.toSet());
    }

    @Test
    void tissueMasksDifferInCutColourAndPrint() {
        assertDisjoint(Wardrobe::tissues, TissueMask.Design::cut);
        assertDisjoint(Wardrobe::tissues, TissueMask.Design::ground);
        assertDisjoint(Wardrobe::tissues, TissueMask.Design::print);
        assertDisjoint(
                wardrobe -> wardrobe.tissues().stream()
                        .filter(design -> design.pattern() != Pattern.PLAIN)
                        .toList(),
                TissueMask.Design::pattern);
    }

    @Test
    void medicalMasksDifferInColourAndPleats() {
        assertDisjoint(Wardrobe::medicals, MedicalMask.Design::fleece);
        assertDisjoint(Wardrobe::medicals, MedicalMask.Design::border);
        assertDisjoint(Wardrobe::medicals, MedicalMask.Design::pleats);
    }

    @Test
    void filteringMasksDifferInMakeAndColour() {
        assertDisjoint(Wardrobe::filterings, FilteringMask.Design::model);
        assertDisjoint(Wardrobe::filterings, FilteringMask.Design::fleece);
        assertDisjoint(Wardrobe::filterings, FilteringMask.Design::strap);
        assertDisjoint(
                wardrobe -> wardrobe.filterings().stream()
                        .filter(design -> design.valve() != FilteringMask.Valve.NONE)
                        .toList(),
                FilteringMask.Design::valve);
    }

    @Test
    void respiratorsDifferInFiltersAndColour() {
        assertDisjoint(Wardrobe::respirators, Respirator.Design::filter);
        assertDisjoint(Wardrobe::respirators, Respirator.Design::rubber);
        assertDisjoint(Wardrobe::respirators, Respirator.Design::housing);
        assertDisjoint(Wardrobe::respirators, Respirator.Design::filterColour);
    }

    @Test
    void shieldsDifferInBandAndSheet() {
        assertDisjoint(Wardrobe::shields, FaceShield.Design::band);
        assertDisjoint(Wardrobe::shields, FaceShield.Design::bandColour);
        assertDisjoint(Wardrobe::shields, FaceShield.Design::sheet);
        assertDisjoint(Wardrobe::shields, FaceShield.Design::corner);
    }
}
