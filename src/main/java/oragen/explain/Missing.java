package oragen.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import oragen.fusion.Modality;
import oragen.grouping.ClipPrediction;
import oragen.media.WaveformPiece;
import oragen.pipeline.ClipOutcome;
import oragen.speech.SpeechSegment;
import oragen.window.Window;

/** What of a clip could not be used, and why, in sentences. */
final class Missing {
    /** Stretches that a sentence names one by one. */
    private static final int MOST_STRETCHES = 12;

    private static final Map<String, String> WARNINGS = Map.of(
            "truncated", "The file ends early: the container promises more than it holds.",
            "decode_errors", "Parts of the file are damaged, and were left out or concealed.",
            "timestamp_jumps", "The file's time jumps; the gap was closed up, so that times may be off.",
            "invalid_samples", "Some of the sound is no number (NaN or infinite), and was taken for silence.",
            "audio_skipped", "A stream of sound cannot be decoded, and was passed over.",
            "video_skipped", "A stream of pictures cannot be decoded, or is a thumbnail, and was passed over.",
            "decoded_on_processor", "The GPU cannot decode these pictures; the processor did.");

    private final ClipLook look;
    private final Modality modality;
    private final List<String> sentences = new ArrayList<>();

    private Missing(ClipLook look, Modality modality) {
        this.look = look;
        this.modality = modality;
    }

    static List<String> of(ClipLook look, Modality modality) {
        Missing missing = new Missing(look, modality);
        if (look.outcome() instanceof ClipOutcome.Rejected rejected) {
            missing.sentences.add("There is no answer: " + rejected.message() + ". To do: " + rejected.remedy() + ".");
            if (look.levels().isEmpty() && look.frames().isEmpty()) {
                return missing.sentences; // what there is in the file is not known
            }
        }
        missing.addSound();
        missing.addPictures();
        missing.addAnswers();
        return missing.sentences;
    }

    private void addSound() {
        if (!modality.listens()) {
            sentences.add("The run did not listen (modality visual).");
        } else if (look.levels().isEmpty()) {
            sentences.add("There is no sound in the file, so that no voice was heard.");
        } else if (look.speech().isEmpty()) {
            sentences.add("No speech was found in the sound, so that the voice does not count.");
        } else {
            List<Integer> silent = new ArrayList<>();
            for (int second = 0; second < seconds(); second++) {
                int at = second;
                if (look.speech().stream().noneMatch(segment -> touches(segment, at))) {
                    silent.add(second);
                }
            }
            if (!silent.isEmpty()) {
                sentences.add("No speech in " + named(silent) + ".");
            }
            List<Window> deaf = look.windows().stream()
                    .map(LookedWindow::window)
                    .filter(window -> !window.audioPresent())
                    .toList();
            if (!deaf.isEmpty()) {
                sentences.add("Without speech, and so without the voice: " + windows(deaf) + ".");
            }
        }
    }

    private static boolean touches(SpeechSegment segment, int second) {
        return segment.startSample() < (second + 1L) * WaveformPiece.SAMPLE_RATE
                && segment.endSample() > (long) second * WaveformPiece.SAMPLE_RATE;
    }

    private void addPictures() {
        if (!modality.looks()) {
            sentences.add("The run did not look at faces (modality audio).");
            return;
        }
        if (look.frames().isEmpty()) {
            sentences.add("There are no pictures in the file, so that no face was seen.");
            return;
        }
        List<Integer> hidden = seconds(LookedFrame::hidden);
        List<Integer> faceless = seconds(frame -> !frame.showsSpeaker() && !frame.hidden());
        if (faceless.size() == look.frames().size()) {
            sentences.add("No face was found in any of the " + faceless.size() + " frames.");
        } else if (!faceless.isEmpty()) {
            sentences.add("No face was found in " + named(faceless) + ".");
        }
        if (!hidden.isEmpty()) {
            sentences.add("The painted mask hides the face in " + named(hidden) + ".");
        }
        List<Integer> seen = seconds(frame -> true);
        List<Integer> unseen = new ArrayList<>();
        for (int second = 0; second < seconds(); second++) {
            if (!seen.contains(second)) {
                unseen.add(second);
            }
        }
        if (!unseen.isEmpty()) {
            sentences.add("There is no picture for " + named(unseen) + ".");
        }
        int most = look.frames().stream()
                .mapToInt(frame -> frame.faces().size())
                .max()
                .orElse(0);
        if (most > 1) {
            sentences.add("Up to " + most + " faces in one frame: only the speaker's, drawn without dashes, was used.");
        }
    }

    private void addAnswers() {
        look.labelled().ifPresent(labelled -> {
            ClipPrediction prediction = labelled.views().get(0).prediction();
            if (prediction.gender() == null) {
                sentences.add("The network gave no answer on gender.");
            }
            if (prediction.age() == null) {
                sentences.add(
                        "The network gave no answer on age: it takes that from the face, or the bundle has no such task.");
            }
            if (prediction.maskType() == null) {
                sentences.add(
                        "The network gave no answer on the mask type: it takes that from the face, or the bundle has no "
                                + "such task.");
            }
            labelled.facts()
                    .warnings()
                    .forEach(warning -> sentences.add(WARNINGS.getOrDefault(warning, "Warning: " + warning + ".")));
        });
    }

    private List<Integer> seconds(java.util.function.Predicate<LookedFrame> which) {
        return look.frames().stream().filter(which).map(LookedFrame::second).toList();
    }

    /** Begun seconds of the clip; 0 where its length is unknown. */
    private int seconds() {
        return look.labelled()
                .map(labelled -> (int) Math.ceil(labelled.facts().durationSeconds() - 0.5))
                .orElse(0);
    }

    /** {@code second 7}, {@code seconds 7, 9 to 12}. */
    static String named(List<Integer> seconds) {
        List<String> stretches = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < seconds.size(); at++) {
            if (at + 1 == seconds.size() || seconds.get(at + 1) != seconds.get(at) + 1) {
                int first = seconds.get(from);
                int last = seconds.get(at);
                stretches.add(first == last ? Integer.toString(first) : first + " to " + last);
                from = at + 1;
            }
        }
        String word = seconds.size() == 1 ? "second " : "seconds ";
        return word
                + stretches.stream().limit(MOST_STRETCHES).collect(Collectors.joining(", "))
                + (stretches.size() > MOST_STRETCHES
                        ? " and " + (stretches.size() - MOST_STRETCHES) + " further stretches"
                        : "");
    }

    private static String windows(List<Window> windows) {
        return (windows.size() == 1 ? "the window of " : "the windows of ")
                + windows.stream()
                        .limit(MOST_STRETCHES)
                        .map(window -> Seconds.of(window.span().startSample()) + " to "
                                + Seconds.of(window.span().endSample()) + " s")
                        .collect(Collectors.joining(", "))
                + (windows.size() > MOST_STRETCHES ? " and " + (windows.size() - MOST_STRETCHES) + " more" : "");
    }
}
