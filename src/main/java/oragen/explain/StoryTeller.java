package oragen.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import oragen.explain.ClipExplainer.HeadsOfBundle;
import oragen.explain.RecordedClip.Prediction;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.FaceKeyPoints;
import oragen.face.FramePoint;
import oragen.fusion.Modality;
import oragen.fusion.WindowPrediction;
import oragen.grouping.ClipPrediction;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.pipeline.ClipOutcome;
import oragen.report.ClipStory;
import oragen.report.ClipStory.Answer;
import oragen.report.ClipStory.Box;
import oragen.report.ClipStory.Change;
import oragen.report.ClipStory.Notice;
import oragen.report.ClipStory.Picture;
import oragen.report.ClipStory.Point;
import oragen.report.ClipStory.Told;
import oragen.report.ClipStory.Verdict;
import oragen.report.ClipTimeline;
import oragen.report.ClipTimeline.Bar;
import oragen.report.ClipTimeline.Said;
import oragen.report.ClipTimeline.Stretch;
import oragen.report.FirstScreen.Fact;
import oragen.report.Words;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/** A recorded clip and what a second look has shown → what its page tells. */
public final class StoryTeller {
    /** Within these years an age counts as right, as in {@code CS@5} and {@code right_of_all}. */
    private static final double RIGHT_YEARS = 5;

    /** Where voice and face differ by more in the age, the page says so. */
    private static final double FAR_YEARS = 10;

    private final RecordedClip recorded;
    private final ClipLook look;
    private final Modality modality;
    private final HeadsOfBundle heads;

    /** @param modality of the run */
    public StoryTeller(RecordedClip recorded, ClipLook look, Modality modality, HeadsOfBundle heads) {
        this.recorded = recorded;
        this.look = look;
        this.modality = modality;
        this.heads = heads;
    }

    /**
     * @param remarks on the file and the options, each something to be minded
     * @param film name of a film beside the page; null where there is none
     */
    public ClipStory tell(Keeping keeping, List<String> remarks, @Nullable String film) {
        List<Change> changes = Differences.of(recorded, look);
        return new ClipStory(
                recorded.clip().clipId(),
                "Why this clip got its label" + (recorded.why().isEmpty() ? "" : " · " + recorded.why()),
                answers(recorded),
                notices(changes, remarks),
                facts(),
                Missing.of(look, modality),
                timeline(),
                told(),
                agreement(),
                pictures(),
                pictureNote(keeping),
                changes,
                film);
    }

    /** Whether a second look gives what was recorded. */
    public static boolean isAsRecorded(RecordedClip recorded, ClipLook look) {
        return Differences.of(recorded, look).isEmpty();
    }

    private List<Notice> notices(List<Change> changes, List<String> remarks) {
        List<Notice> notices = new ArrayList<>();
        remarks.forEach(remark -> notices.add(new Notice(false, remark)));
        notices.add(
                changes.isEmpty()
                        ? new Notice(
                                true,
                                "Looked at again with the run's own options: the result is the one that was recorded.")
                        : new Notice(
                                false,
                                "Looked at again with the run's own options, and the result is not the one that was recorded: "
                                        + "the figures beside the timeline are those of now."));
        return notices;
    }

    /** What the run has recorded, held against the labels. */
    public static List<Answer> answers(RecordedClip recorded) {
        Prediction prediction = recorded.prediction();
        Labels labels = recorded.clip().labels();
        List<Answer> answers = new ArrayList<>();
        Gender gender = prediction == null ? null : prediction.gender();
        answers.add(answer(
                "Gender",
                gender == null ? null : gender.label(),
                gender == null || prediction == null
                        ? ""
                        : probability(
                                gender == Gender.FEMALE
                                        ? prediction.femaleProbability()
                                        : prediction.maleProbability()),
                labels.gender() == null ? null : labels.gender().label()));
        answers.add(age(prediction == null ? null : prediction.age(), labels.age()));
        MaskType mask = prediction == null ? null : prediction.maskType();
        answers.add(answer(
                "Mask type",
                mask == null ? null : Words.value(mask.label()),
                mask == null || prediction == null ? "" : probability(prediction.maskProbability()),
                labels.maskType() == null ? null : Words.value(labels.maskType().label())));
        return answers;
    }

    private static String probability(@Nullable Double probability) {
        return probability == null ? "" : "probability " + number("%.3f", probability);
    }

    private static Answer answer(String task, @Nullable String predicted, String certainty, @Nullable String truth) {
        Verdict verdict = predicted == null || truth == null
                ? Verdict.UNKNOWN
                : predicted.equals(truth) ? Verdict.RIGHT : Verdict.WRONG;
        return new Answer(task, predicted == null ? "no answer" : predicted, certainty, label(truth), verdict);
    }

    private static Answer age(@Nullable Double predicted, @Nullable Double truth) {
        if (predicted == null || truth == null) {
            return new Answer(
                    "Age",
                    predicted == null ? "no answer" : number("%.1f", predicted) + " years",
                    "",
                    label(truth == null ? null : number("%.0f", truth) + " years"),
                    Verdict.UNKNOWN);
        }
        double error = predicted - truth;
        return new Answer(
                "Age",
                number("%.1f", predicted) + " years",
                number("%.1f", Math.abs(error)) + " years too " + (error < 0 ? "young" : "old"),
                label(number("%.0f", truth) + " years"),
                Math.abs(error) <= RIGHT_YEARS ? Verdict.RIGHT : Verdict.WRONG);
    }

    private static String label(@Nullable String truth) {
        return truth == null ? "no label" : "label: " + truth;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Run", recorded.run().runKey()));
        facts.add(new Fact("Bundle", recorded.run().bundleId()));
        Map<String, String> options = new TreeMap<>(recorded.run().options());
        options.keySet().removeAll(List.of("product", "painted_face"));
        options.values().removeIf(value -> value.isEmpty() || value.equals("none"));
        options.forEach((name, value) -> facts.add(new Fact(capital(name), Words.value(value))));
        MaskType painted = recorded.occlusion().painted();
        if (painted != null) {
            facts.add(new Fact("Painted mask", Words.value(painted.label())));
        }
        facts.add(new Fact(
                "File",
                recorded.clip().identity().path() + recorded.clip().identity().suffix()));
        add(facts, "Corpus", recorded.clip().corpus());
        add(facts, "Subset", recorded.clip().subset());
        add(facts, "Speaker", recorded.clip().speaker());
        look.labelled().map(ClipOutcome.Labelled::facts).ifPresent(found -> {
            facts.add(new Fact("Length", number("%.1f", found.durationSeconds()) + " s"));
            facts.add(new Fact("Speech", number("%.1f", found.speechSeconds()) + " s"));
            facts.add(new Fact(
                    "Face", found.faceFrameCount() + " of " + look.frames().size() + " frames"));
            facts.add(new Fact("Warnings", found.warnings().isEmpty() ? "none" : String.join(", ", found.warnings())));
        });
        return facts;
    }

    private static String capital(String name) {
        String words = Words.value(name);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static void add(List<Fact> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(new Fact(name, value));
        }
    }

    private ClipTimeline timeline() {
        double seconds = Stream.of(
                        look.labelled()
                                .map(labelled -> labelled.facts().durationSeconds())
                                .orElse(0.0),
                        look.levels().isEmpty()
                                ? 0.0
                                : look.levels().get(look.levels().size() - 1).second(),
                        look.frames().isEmpty()
                                ? 0.0
                                : look.frames().get(look.frames().size() - 1).second() + 1.0)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return new ClipTimeline(
                seconds,
                look.levels(),
                look.speech().stream()
                        .map(segment ->
                                new Stretch(Seconds.exact(segment.startSample()), Seconds.exact(segment.endSample())))
                        .toList(),
                stretches(true),
                stretches(false),
                look.windows().stream().map(StoryTeller::bar).toList());
    }

    /** Frames in a row that show the speaker's face, or that do not. */
    private List<Stretch> stretches(boolean showing) {
        List<Stretch> stretches = new ArrayList<>();
        for (LookedFrame frame : look.frames()) {
            if (frame.showsSpeaker() == showing) {
                int last = stretches.size() - 1;
                if (last >= 0 && stretches.get(last).end() == frame.second()) {
                    stretches.set(last, new Stretch(stretches.get(last).start(), frame.second() + 1));
                } else {
                    stretches.add(new Stretch(frame.second(), frame.second() + 1));
                }
            }
        }
        return stretches;
    }

    private static Bar bar(LookedWindow looked) {
        Window window = looked.window();
        int faces = 0;
        for (int second : window.slotSeconds()) {
            faces += second == Window.EMPTY_SLOT ? 0 : 1;
        }
        return new Bar(
                Seconds.exact(window.span().startSample()),
                Seconds.exact(window.span().endSample()),
                window.audioPresent(),
                faces,
                window.slotSeconds().length,
                Objects.requireNonNull(said(looked.said())),
                said(looked.voice()),
                said(looked.face()));
    }

    private static @Nullable Said said(@Nullable WindowPrediction prediction) {
        if (prediction == null) {
            return null;
        }
        double[] gender = prediction.genderProbabilities();
        double[] masks = prediction.maskProbabilities();
        int best = masks == null ? 0 : WindowPrediction.likeliest(masks);
        return new Said(
                gender == null ? null : gender[Gender.FEMALE.ordinal()],
                prediction.ageYears(),
                masks == null ? null : MaskType.values()[best].label(),
                masks == null ? null : masks[best]);
    }

    private List<Told> told() {
        List<Told> told = new ArrayList<>();
        if (look.windows().isEmpty()) {
            return told;
        }
        look.prediction()
                .ifPresent(prediction -> told.add(told(
                        switch (modality) {
                            case BOTH -> "voice and face together";
                            case AUDIO -> "the run (voice)";
                            case VISUAL -> "the run (face)";
                        },
                        prediction,
                        "")));
        ClipPrediction voice = look.voice();
        ClipPrediction face = look.face();
        if (modality.listens()) {
            told.add(
                    voice == null
                            ? silent("voice alone", "no voice was used")
                            : told("voice alone", voice, by(heads.voice())));
        }
        if (modality.looks()) {
            told.add(
                    face == null
                            ? silent("face alone", "no face was used")
                            : told("face alone", face, by(heads.face())));
        }
        return told;
    }

    private static String by(boolean ownHead) {
        return ownHead ? "" : "The bundle has no head for it: its fusion was asked, with the other missing.";
    }

    private static Told silent(String by, String why) {
        return new Told(by, Words.NOTHING, Words.NOTHING, Words.NOTHING, why);
    }

    private static Told told(String by, ClipPrediction said, String note) {
        Gender gender = said.gender();
        double[] genders = said.genderProbabilities();
        MaskType mask = said.maskType();
        double[] masks = said.maskProbabilities();
        return new Told(
                by,
                gender == null || genders == null
                        ? Words.NOTHING
                        : gender.label() + " " + number("%.3f", genders[gender.ordinal()]),
                said.age() == null ? Words.NOTHING : number("%.1f", said.age()) + " years",
                mask == null || masks == null
                        ? Words.NOTHING
                        : Words.value(mask.label()) + " " + number("%.3f", masks[mask.ordinal()]),
                note);
    }

    private String agreement() {
        ClipPrediction voice = look.voice();
        ClipPrediction face = look.face();
        if (voice == null || face == null || voice.gender() == null || face.gender() == null) {
            return "";
        }
        String gender = voice.gender() == face.gender()
                ? "Voice and face agree on the gender"
                : "Voice and face disagree on the gender: the voice says "
                        + voice.gender().label() + ", the face " + face.gender().label();
        Double heard = voice.age();
        Double seen = face.age();
        return heard == null || seen == null
                ? gender + "."
                : gender + (Math.abs(heard - seen) > FAR_YEARS ? ", and are " : ", and differ by ")
                        + number("%.1f", Math.abs(heard - seen)) + " years"
                        + (Math.abs(heard - seen) > FAR_YEARS ? " apart in the age." : " in the age.");
    }

    private List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        for (LookedFrame frame : look.frames()) {
            LookedFrame.Shot shot = frame.shot();
            if (shot != null) {
                byte[] crop = shot.crop();
                pictures.add(new Picture(
                        frame.second(),
                        Pictures.address(shot.page()),
                        frame.width(),
                        frame.height(),
                        boxes(frame),
                        points(frame.speaker()),
                        crop == null ? null : Pictures.address(crop),
                        caption(frame)));
            }
        }
        return pictures;
    }

    private static List<Box> boxes(LookedFrame frame) {
        DetectedFace speaker = frame.speaker();
        List<Box> boxes = new ArrayList<>();
        frame.others().forEach(face -> boxes.add(box(face, false)));
        if (speaker != null) {
            boxes.add(box(speaker.box(), true));
        }
        return boxes;
    }

    private static Box box(FaceBox face, boolean isSpeaker) {
        return new Box(face.left(), face.top(), face.width(), face.height(), isSpeaker);
    }

    private static List<Point> points(@Nullable DetectedFace face) {
        return face == null
                ? List.of()
                : places(face.keyPoints()).stream()
                        .map(point -> new Point(point.x(), point.y()))
                        .toList();
    }

    private static List<FramePoint> places(FaceKeyPoints points) {
        return List.of(
                points.rightEye(),
                points.leftEye(),
                points.noseTip(),
                points.mouthCentre(),
                points.rightTragion(),
                points.leftTragion());
    }

    private String caption(LookedFrame frame) {
        if (!modality.looks()) {
            return "not looked at";
        }
        DetectedFace speaker = frame.speaker();
        if (speaker == null) {
            return frame.hidden() ? "the painted mask hides the face" : "no face found";
        }
        String others = frame.faces().size() > 1 ? ", " + (frame.faces().size() - 1) + " more" : "";
        return "face " + number("%.2f", speaker.score()) + others;
    }

    private String pictureNote(Keeping keeping) {
        long shown =
                look.frames().stream().filter(frame -> frame.shot() != null).count();
        String note = shown < look.frames().size()
                ? "The page shows " + shown + " of " + look.frames().size() + " frames, at even distances. "
                : "";
        return note
                + "One frame a second, with the speaker's face, its key points and, in the corner, the crop that the encoder saw; "
                + "other faces are dashed. The figure is the detector's score."
                + (keeping.anonymous()
                        ? " Faces are blurred here, not for the networks; a frame in which no face was found is blurred whole."
                        : "");
    }
}
