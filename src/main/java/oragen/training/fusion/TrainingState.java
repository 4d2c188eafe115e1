package oragen.training.fusion;

import java.util.List;

/**
 * Where a training stands after an epoch.
 *
 * @param fingerprint of everything that decides the result, but for the number of epochs
 * @param kept epoch with the best validation
 * @param steps of the optimiser
 */
record TrainingState(String fingerprint, List<Epoch> epochs, int kept, long steps) {
    TrainingState {
        epochs = List.copyOf(epochs);
    }

    static TrainingState start(String fingerprint) {
        return new TrainingState(fingerprint, List.of(), 0, 0);
    }

    int done() {
        return epochs.size();
    }

    /** Epochs since the best one. */
    int sinceKept() {
        return epochs.size() - kept;
    }

    Epoch keptEpoch() {
        return epochs.get(kept - 1);
    }

    /** The state with one more epoch, which is kept if it is better than all before. */
    TrainingState with(Epoch epoch, long stepsNow) {
        boolean better = kept == 0
                || epoch.validation().error() < keptEpoch().validation().error();
        List<Epoch> more = new java.util.ArrayList<>(epochs);
        more.add(epoch);
        return new TrainingState(fingerprint, more, better ? epoch.number() : kept, stepsNow);
    }
}
