package oragen.report;

import java.util.List;
import java.util.Optional;
import oragen.report.RunContent.AgeCell;

/** The line of least squares through predicted by true ages: a slope below 1 is a pull towards the middle. */
record AgeLine(double slope, double intercept) {
    /** Nothing where all true ages are equal. */
    static Optional<AgeLine> through(List<AgeCell> cells) {
        double clips = 0;
        double truths = 0;
        double predictions = 0;
        for (AgeCell cell : cells) {
            clips += cell.clips();
            truths += (double) cell.clips() * cell.truth();
            predictions += (double) cell.clips() * cell.prediction();
        }
        double products = 0;
        double squares = 0;
        for (AgeCell cell : cells) {
            double away = cell.truth() - truths / clips;
            products += cell.clips() * away * (cell.prediction() - predictions / clips);
            squares += cell.clips() * away * away;
        }
        if (cells.isEmpty() || squares == 0) {
            return Optional.empty();
        }
        double slope = products / squares;
        return Optional.of(new AgeLine(slope, predictions / clips - slope * truths / clips));
    }

    double at(double truth) {
        return intercept + slope * truth;
    }

    String sentence() {
        return "The thick line is the regression of predicted on true age: its slope is "
                + Words.decimals("%.2f", slope)
                + ", where 1 is right and less is a pull towards the middle. The dashed line marks perfect predictions.";
    }
}
