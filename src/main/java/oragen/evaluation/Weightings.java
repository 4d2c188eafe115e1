package oragen.evaluation;

/**
 * Several weightings of the same units.
 *
 * @param count of weightings
 * @param byUnit weights of the first unit, of the next, and so on, so that loops over weightings run along it; not copied
 */
record Weightings(int count, double[] byUnit) {
    /** @param weights of each unit, by weighting; at least one weighting */
    static Weightings of(double[][] weights) {
        int units = weights[0].length;
        double[] byUnit = new double[units * weights.length];
        for (int unit = 0; unit < units; unit++) {
            for (int i = 0; i < weights.length; i++) {
                byUnit[unit * weights.length + i] = weights[i][unit];
            }
        }
        return new Weightings(weights.length, byUnit);
    }

    /** What each weighting makes of numbers of the units. */
    double[] totals(double[] ofUnits) {
        double[] totals = new double[count];
        for (int unit = 0; unit < ofUnits.length; unit++) {
            addTo(totals, unit, ofUnits[unit]);
        }
        return totals;
    }

    /** Adds a number of one unit to the total of each weighting. */
    void addTo(double[] totals, int unit, double ofUnit) {
        if (ofUnit != 0) {
            int first = unit * count;
            for (int i = 0; i < count; i++) {
                totals[i] += byUnit[first + i] * ofUnit;
            }
        }
    }
}
