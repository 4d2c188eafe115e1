package oragen.evaluation;

import java.util.Arrays;

/**
 * Clips by ascending value: metrics of their order, with a weight for each speaker's clips. They are exact, ties
 * included. Each costs one pass.
 *
 * @param units of the clips
 * @param positive 1 where a clip is of the positive class, else 0
 * @param last whether a clip is the last of those with its value
 * @param values ascending
 */
record Ranking(int[] units, double[] positive, boolean[] last, double[] values) {
    /**
     * What each unit's clips take from the area: how far its positives rank below negatives, and its negatives above
     * positives, less its share of what all take.
     */
    double[] losses(double[] positives, double[] negatives) {
        double[] losses = new double[positives.length];
        double allPositives = Arrays.stream(positives).sum();
        double allNegatives = Arrays.stream(negatives).sum();
        double belowNegatives = 0;
        double belowPositives = 0;
        int first = 0;
        for (int rank = 0; rank < units.length; rank++) {
            if (last[rank]) {
                double tied = 0;
                for (int i = first; i <= rank; i++) {
                    tied += positive[i];
                }
                double tiedNegatives = rank + 1 - first - tied;
                double above = (allNegatives - belowNegatives - tiedNegatives / 2) / allNegatives;
                double below = (belowPositives + tied / 2) / allPositives;
                for (int i = first; i <= rank; i++) {
                    losses[units[i]] += positive[i] == 1 ? above / allPositives : below / allNegatives;
                }
                belowNegatives += tiedNegatives;
                belowPositives += tied;
                first = rank + 1;
            }
        }
        double lost = Arrays.stream(losses).sum() / 2;
        Arrays.setAll(losses, i -> losses[i] - lost * (positives[i] / allPositives + negatives[i] / allNegatives));
        return losses;
    }

    /**
     * The middle value, or the mean of both in the middle.
     *
     * @param total weight of all clips, above 0
     */
    double median(double[] weights, double total) {
        // Weights that are no whole numbers add up to a half with a rounding error.
        double tolerance = 1e-12 * total;
        double half = total / 2 - tolerance;
        double below = 0;
        int rank = 0;
        while (rank < units.length - 1) {
            below += weights[units[rank]];
            if (below >= half) {
                break;
            }
            rank++;
        }
        return below <= half + 2 * tolerance ? (values[rank] + next(weights, rank)) / 2 : values[rank];
    }

    private double next(double[] weights, int rank) {
        int next = rank + 1;
        while (next < units.length && weights[units[next]] == 0) {
            next++;
        }
        return next < units.length ? values[next] : values[rank];
    }
}
