package oragen.pipeline.decode;

import oragen.corpus.Clip;

/** Hears of each clip on its way through a task. */
public interface LabelWatch {
    /** Called on the decoding thread before a clip is opened. */
    void begins(Clip clip);

    /** Called on the labelling thread when a piece of a clip has come. */
    void advances();

    /** Called on the labelling thread when a clip's outcome is given out. */
    void ends(Clip clip);

    /** Nobody listens. */
    LabelWatch NOBODY = new LabelWatch() {
        @Override
        public void begins(Clip clip) {}

        @Override
        public void advances() {}

        @Override
        public void ends(Clip clip) {}
    };
}
