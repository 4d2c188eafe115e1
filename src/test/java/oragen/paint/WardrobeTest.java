package oragen.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is seen in training is not in the test: neither prints nor cuts nor pleats nor makes nor bands. */
final class WardrobeTest {
    private static final Wardrobe TRAIN = Wardrobe.of(PaintStyle.TRAIN);
    private static final Racks TEST = Racks.test();

    private static <T> Set<T> drawn(Function<RandomGenerator, T> draw) {
        return LongStream.range(0, 300)
                .mapToObj(seed -> draw.apply(new SplittableRandom(seed)))
                .collect(Collectors.toSet());
    }

    private static <T, P> Set<P> properties(
            Wardrobe wardrobe, BiFunction<Wardrobe, RandomGenerator, T> draw, Function<T, P> property) {
        return drawn(random -> property.apply(draw.apply(wardrobe, random)));
    }

    private static <T, P> void assertDisjoint(
            BiFunction<Wardrobe, RandomGenerator, T> draw, Function<T, P> property, Set<P> common) {
        Set<P> train = properties(TRAIN, draw, property);
        Set<P> test = properties(TEST, draw, property);
        train.removeAll(common);
        assertThat(train).isNotEmpty().doesNotContainAnyElementsOf(test);
    }

    @Test
    void consecutiveSeedsReachEveryDesignOfTheTest() {
        assertThat(drawn(TEST::tissue)).containsAll(TEST.tissues());
        assertThat(drawn(TEST::medical)).containsAll(TEST.medicals());
        assertThat(drawn(TEST::filtering)).containsAll(TEST.filterings());
        assertThat(drawn(TEST::respirator)).containsAll(TEST.respirators());
        assertThat(drawn(TEST::shield)).containsAll(TEST.shields());
    }

    @Test
    void masksToTrainOnAreSeldomAlike() {
        assertThat(drawn(TRAIN::tissue)).hasSizeGreaterThan(250);
        assertThat(drawn(TRAIN::medical)).hasSizeGreaterThan(250);
        assertThat(drawn(TRAIN::filtering)).hasSizeGreaterThan(250);
        assertThat(drawn(TRAIN::respirator)).hasSizeGreaterThan(250);
        assertThat(drawn(TRAIN::shield)).hasSizeGreaterThan(250);
        assertThat(drawn(TRAIN::fit)).hasSizeGreaterThan(250);
        assertThat(drawn(TEST::fit)).containsExactly(Fit.NEAT);
    }

    @Test
    void tissueMasksDifferInCutAndPrint() {
        assertDisjoint(Wardrobe::tissue, TissueMask.Design::cut, Set.of());
        assertDisjoint(Wardrobe::tissue, TissueMask.Design::pattern, Set.of(Pattern.PLAIN));
    }

    @Test
    void aPalePlainMaskWithPleatsIsMedical() {
        assertThat(drawn(TRAIN::tissue))
                .noneMatch(design -> design.cut() == TissueMask.Cut.PLEATED
                        && design.pattern() == Pattern.PLAIN
                        && design.ground().luminance() > 0.5);
    }

    @Test
    void medicalMasksDifferInPleats() {
        assertDisjoint(Wardrobe::medical, MedicalMask.Design::pleats, Set.of());
    }

    @Test
    void filteringMasksDifferInMakeAndValve() {
        assertDisjoint(Wardrobe::filtering, FilteringMask.Design::model, Set.of());
        assertDisjoint(Wardrobe::filtering, FilteringMask.Design::valve, Set.of(FilteringMask.Valve.NONE));
    }

    @Test
    void respiratorsDifferInFilters() {
        assertDisjoint(Wardrobe::respirator, Respirator.Design::filter, Set.of());
    }

    @Test
    void shieldsDifferInBandAndCorner() {
        assertDisjoint(Wardrobe::shield, FaceShield.Design::band, Set.of());
        assertDisjoint(Wardrobe::shield, FaceShield.Design::corner, Set.of());
    }
}
