package oragen.training.fusion;

import java.nio.file.Path;
import java.util.List;

/** Is told how a training goes. */
public interface TrainingListener {
    /** A stage begins; the line is for people. */
    void began(String line);

    /** An epoch has ended and its checkpoint is written; further files for people may be written to the folder. */
    void ended(List<Epoch> epochs, Path folder);
}
