package oragen.explain;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.List;
import oragen.bundle.ModelBundle;
import oragen.corpus.Clip;
import oragen.pipeline.ClipLabeller;
import oragen.pipeline.ClipOutcome;
import oragen.pipeline.LabelModels;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeAhead;
import oragen.pipeline.decode.DecodeSettings;
import oragen.pipeline.decode.LabelWatch;
import oragen.pipeline.decode.StageClock;
import oragen.run.RejectReason;

/** Labels clips again one by one, as a run did, and keeps what was looked at. For one thread. */
public final class ClipExplainer implements AutoCloseable {
    private final LabelModels models;
    private final LabelSettings settings;
    private final DecodeSettings decoding;
    private final Keeping keeping;
    private final ModalityAnswers answers;

    /**
     * @param models of the bundle, which stay open
     * @param settings of the run, with one occlusion
     */
    @MustBeClosed
    public ClipExplainer(
            ModelBundle bundle, LabelModels models, LabelSettings settings, DecodeSettings decoding, Keeping keeping) {
        if (settings.occlusions().size() != 1) {
            throw new IllegalArgumentException(settings.occlusions().size() + " occlusions are not one");
        }
        this.models = models;
        this.settings = settings;
        this.decoding = decoding;
        this.keeping = keeping;
        this.answers = new ModalityAnswers(bundle, settings);
    }

    /** What is seen, heard and said now; a clip that cannot be decoded is an outcome too. */
    public ClipLook look(ClipShare share) {
        Clip clip = share.clip();
        LookNotes notes = new LookNotes(
                keeping,
                answers,
                models.manifest().visualEncoder(),
                settings.modality().looks() && clip.identity().faceBox() == null,
                settings.protocol());
        StageClock clock = new StageClock();
        try (ClipLabeller labeller = new ClipLabeller(
                List.of(share).iterator(),
                models,
                settings,
                DecodeAhead.decoder(decoding, clock, LabelWatch.NOBODY),
                clock,
                LabelWatch.NOBODY,
                notes)) {
            return notes.look(labeller.hasNext() ? labeller.next() : stuck(clip));
        }
    }

    /** Whether voice and face are asked by heads of their own. */
    public HeadsOfBundle heads() {
        return new HeadsOfBundle(answers.voiceHasOwnHead(), answers.faceHasOwnHead());
    }

    /** @param voice and {@code face}: whether the bundle has a head for it; if not, the fusion is asked */
    public record HeadsOfBundle(boolean voice, boolean face) {}

    private ClipOutcome stuck(Clip clip) {
        return new ClipOutcome.Rejected(
                clip,
                "decode",
                RejectReason.TIMED_OUT,
                "clip " + clip.clipId() + ": its decoder gave nothing for " + settings.clipTimeLimitSeconds() + " s",
                "convert the file");
    }

    @Override
    public void close() {
        answers.close();
    }
}
