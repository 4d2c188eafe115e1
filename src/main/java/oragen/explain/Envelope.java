package oragen.explain;

import java.util.ArrayList;
import java.util.List;
import oragen.media.WaveformPiece;
import oragen.report.ClipTimeline.Level;

/** The lowest and highest samples of a waveform of any length, in a bounded number of steps. */
final class Envelope {
    /** About as many as a wide plot has pixels. */
    private static final int MOST_STEPS = 2400;

    private final float[] low = new float[MOST_STEPS];
    private final float[] high = new float[MOST_STEPS];
    /** 10 ms at first; doubled whenever the steps are used up. */
    private int stepSamples = WaveformPiece.SAMPLE_RATE / 100;

    private int steps;
    private int inStep;

    void add(float[] samples) {
        for (float sample : samples) {
            if (inStep == 0) {
                begin();
            }
            low[steps - 1] = Math.min(low[steps - 1], sample);
            high[steps - 1] = Math.max(high[steps - 1], sample);
            inStep = (inStep + 1) % stepSamples;
        }
    }

    private void begin() {
        if (steps == MOST_STEPS) {
            steps = MOST_STEPS / 2;
            for (int step = 0; step < steps; step++) {
                low[step] = Math.min(low[2 * step], low[2 * step + 1]);
                high[step] = Math.max(high[2 * step], high[2 * step + 1]);
            }
            stepSamples *= 2;
        }
        low[steps] = 0;
        high[steps] = 0;
        steps++;
    }

    List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            levels.add(new Level(step * (double) stepSamples / WaveformPiece.SAMPLE_RATE, low[step], high[step]));
        }
        return levels;
    }
}
