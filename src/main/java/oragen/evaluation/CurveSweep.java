package oragen.evaluation;

import java.util.Arrays;

/**
 * One pass over ranked clips for many weightings of their speakers at once, which is most of an evaluation's time. The
 * innermost loops run over weightings, so that a processor takes several of them in one step; each is added up in the
 * order of the clips, as it would be alone.
 */
final class CurveSweep {
    /**
     * Of one weighting.
     *
     * @param area under the ROC curve: the chance that a positive has the higher value, ties counting half
     * @param equalErrorRate where the rates of false acceptance and of false rejection meet, on the line between two values
     */
    record Curve(double area, double equalErrorRate) {}

    /** Values between two looks at whether the rates have met; the place is then found among them. */
    private static final int STRIDE = 64;

    private final Ranking ranking;
    private final double[] weights;
    private final int count;
    private final double[] positives;
    private final double[] negatives;
    private final double[] won;
    private final double[] below;
    private final double[] rejected;
    private final double[] tiedPositives;
    private final double[] tiedNegatives;
    private final double[] equal;
    private final boolean[] met;

    /**
     * @param positives weight of all clips of the class by weighting, above 0, as {@code negatives}
     */
    CurveSweep(Ranking ranking, Weightings weights, double[] positives, double[] negatives) {
        this.ranking = ranking;
        this.count = weights.count();
        this.weights = weights.byUnit();
        this.positives = positives;
        this.negatives = negatives;
        this.won = new double[count];
        this.below = new double[count];
        this.rejected = new double[count];
        this.tiedPositives = new double[count];
        this.tiedNegatives = new double[count];
        this.equal = new double[count];
        this.met = new boolean[count];
        Arrays.fill(equal, 1);
    }

    Curve[] curves() {
        int checked = 0;
        int values = 0;
        double[] belowBefore = below.clone();
        double[] rejectedBefore = rejected.clone();
        for (int rank = 0; rank < ranking.units().length; rank++) {
            int first = ranking.units()[rank] * count;
            boolean alone = ranking.last()[rank] && (rank == 0 || ranking.last()[rank - 1]);
            if (!alone) {
                tie(first, ranking.positive()[rank]);
            } else if (ranking.positive()[rank] == 1) {
                passPositive(first);
            } else {
                passNegative(first);
            }
            if (ranking.last()[rank]) {
                if (!alone) {
                    passTied();
                }
                if (++values % STRIDE == 0 || rank == ranking.units().length - 1) {
                    findMeetings(checked, rank, belowBefore, rejectedBefore);
                    checked = rank + 1;
                    System.arraycopy(below, 0, belowBefore, 0, count);
                    System.arraycopy(rejected, 0, rejectedBefore, 0, count);
                }
            }
        }
        Curve[] curves = new Curve[count];
        Arrays.setAll(curves, i -> new Curve(won[i] / (positives[i] * negatives[i]), equal[i]));
        return curves;
    }

    /** A clip joins those of the same value. */
    private void tie(int first, double positive) {
        for (int i = 0; i < count; i++) {
            double weight = weights[first + i];
            double ofPositive = weight * positive;
            tiedPositives[i] += ofPositive;
            tiedNegatives[i] += weight - ofPositive;
        }
    }

    /** A clip whose value no other has. */
    private void passPositive(int first) {
        for (int i = 0; i < count; i++) {
            won[i] += weights[first + i] * below[i];
            rejected[i] += weights[first + i];
        }
    }

    private void passNegative(int first) {
        for (int i = 0; i < count; i++) {
            below[i] += weights[first + i];
        }
    }

    /** All clips of a value lie below what follows. */
    private void passTied() {
        for (int i = 0; i < count; i++) {
            won[i] += tiedPositives[i] * (below[i] + tiedNegatives[i] / 2);
            below[i] += tiedNegatives[i];
            rejected[i] += tiedPositives[i];
            tiedPositives[i] = 0;
            tiedNegatives[i] = 0;
        }
    }

    private void findMeetings(int from, int to, double[] belowBefore, double[] rejectedBefore) {
        for (int i = 0; i < count; i++) {
            if (!met[i] && haveMet(i, below[i], rejected[i])) {
                met[i] = true;
                equal[i] = place(i, from, to, belowBefore[i], rejectedBefore[i]);
            }
        }
    }

    private boolean haveMet(int i, double nowBelow, double nowRejected) {
        return nowBelow * positives[i] + nowRejected * negatives[i] >= positives[i] * negatives[i];
    }

    /** Goes over the last values again, for one weighting. */
    private double place(int i, int from, int to, double belowBefore, double rejectedBefore) {
        double nowBelow = belowBefore;
        double nowRejected = rejectedBefore;
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int rank = from; rank <= to; rank++) {
            double weight = weights[ranking.units()[rank] * count + i];
            double ofPositive = weight * ranking.positive()[rank];
            ofPositives += ofPositive;
            ofNegatives += weight - ofPositive;
            if (ranking.last()[rank]) {
                if (haveMet(i, nowBelow + ofNegatives, nowRejected + ofPositives)) {
                    return meeting(
                            1 - nowBelow / negatives[i],
                            nowRejected / positives[i],
                            ofNegatives / negatives[i],
                            ofPositives / positives[i]);
                }
                nowBelow += ofNegatives;
                nowRejected += ofPositives;
                ofPositives = 0;
                ofNegatives = 0;
            }
        }
        throw new IllegalStateException("rates that have met did not meet");
    }

    private static double meeting(double accepted, double rejected, double fewerAccepted, double moreRejected) {
        double closing = fewerAccepted + moreRejected;
        double share = closing == 0 ? 0 : (accepted - rejected) / closing;
        return rejected + share * moreRejected;
    }
}
