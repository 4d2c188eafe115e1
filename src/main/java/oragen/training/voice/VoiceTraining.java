package oragen.training.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import oragen.InputException;
import oragen.checkpoint.SafetensorsWriter;
import oragen.label.Gender;
import oragen.network.VoiceNetwork;
import oragen.onnx.DevicePreference;
import oragen.training.torch.Machine;
import oragen.training.torch.TorchEngine;
import oragen.training.voice.SpeechFolder.Part;
import oragen.training.voice.SpeechFolder.Voice;
import oragen.training.voice.SpeechWindows.Window;

/** Trains the voice network on a folder of speech, and asks it about the voices that were held out. */
public final class VoiceTraining {
    /** The file of weights in the output folder. */
    public static final String WEIGHTS = "voice.safetensors";

    private static final int BATCH = 32;

    /** Of one voice that is asked about. */
    private static final int VALIDATION_WINDOWS = 60;

    private final Request request;
    private final Consumer<String> progress;

    /**
     * @param speech a folder as {@code models/make-voices.sh} writes it
     * @param epochs of {@code windows} each, drawn and disturbed anew
     */
    public record Request(Path speech, Path output, int epochs, int windows, long seed) {
        public Request {
            if (epochs < 1) {
                throw new InputException("--epochs", String.valueOf(epochs), "use at least 1");
            }
            if (windows < BATCH) {
                throw new InputException("--windows", String.valueOf(windows), "use at least " + BATCH);
            }
        }
    }

    /** Answers about the voices that were not learnt from, undisturbed and disturbed. */
    public record Result(List<VoiceScore> clean, List<VoiceScore> degraded) {}

    public VoiceTraining(Request request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /** Writes the weights; the learning rate falls to 0 along a cosine, and no epoch is chosen by the result. */
    public Result execute() throws IOException {
        List<Voice> voices = SpeechFolder.read(request.speech());
        List<Voice> learnt = part(voices, Part.TRAIN);
        Files.createDirectories(request.output());
        TorchEngine engine = TorchEngine.start(new Machine(DevicePreference.CPU, 0));
        progress.accept(learnt.size() + " training voices; " + engine.description());
        try (VoiceTrainer trainer = new VoiceTrainer(engine, VoiceTrainer.drawn(request.seed()))) {
            SpeechWindows windows = new SpeechWindows(learnt);
            for (int epoch = 1; epoch <= request.epochs(); epoch++) {
                double loss = epoch(trainer, windows, epoch);
                progress.accept(String.format(Locale.ROOT, "epoch %d: loss %.4f", epoch, loss));
            }
            SafetensorsWriter.writeHalves(
                    request.output().resolve(WEIGHTS), VoiceNetwork.parameters(), trainer.parameters());
            return validate(trainer, part(voices, Part.VALIDATION));
        }
    }

    private List<Voice> part(List<Voice> voices, Part part) {
        List<Voice> chosen =
                voices.stream().filter(voice -> voice.part() == part).toList();
        for (Gender gender : Gender.values()) {
            if (chosen.stream().noneMatch(voice -> voice.gender() == gender)) {
                throw new InputException(
                        "--speech " + request.speech(),
                        "no " + gender.label() + " voice for " + part.name().toLowerCase(Locale.ROOT),
                        "provide voices of both sexes for training and for validation");
            }
        }
        return chosen;
    }

    private double epoch(VoiceTrainer trainer, SpeechWindows windows, int epoch) {
        int steps = request.windows() / BATCH;
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            long first = ((long) (epoch - 1) * steps + step) * BATCH;
            double passed = (epoch - 1 + (double) step / steps) / request.epochs();
            double rate = VoiceTrainer.fullLearningRate() * (1 + Math.cos(Math.PI * passed)) / 2;
            sum += trainer.step(drawn(windows, first), rate);
        }
        return sum / steps;
    }

    private List<Window> drawn(SpeechWindows windows, long first) {
        return LongStream.range(first, first + BATCH)
                .parallel()
                .mapToObj(number -> windows.training(mixed(number)))
                .toList();
    }

    private long mixed(long number) {
        return request.seed() * 0x9E3779B97F4A7C15L + number;
    }

    private Result validate(VoiceTrainer trainer, List<Voice> voices) {
        SpeechWindows windows = new SpeechWindows(voices);
        List<VoiceScore> clean = new ArrayList<>();
        List<VoiceScore> degraded = new ArrayList<>();
        for (Voice voice : voices) {
            List<Window> heard = new ArrayList<>();
            List<Window> disturbed = new ArrayList<>();
            int count = Math.min(VALIDATION_WINDOWS, voice.utterances().size());
            for (int i = 0; i < count; i++) {
                heard.add(windows.clean(voice, i));
                disturbed.add(windows.degraded(voice, i, mixed(-1 - i)));
            }
            clean.add(score(trainer, voice, heard));
            degraded.add(score(trainer, voice, disturbed));
        }
        return new Result(clean, degraded);
    }

    private static VoiceScore score(VoiceTrainer trainer, Voice voice, List<Window> windows) {
        float[] odds = trainer.logOdds(windows);
        int right = 0;
        for (float male : odds) {
            boolean heardMale = male > 0;
            right += heardMale == (voice.gender() == Gender.MALE) ? 1 : 0;
        }
        String family = voice.family().name().toLowerCase(Locale.ROOT);
        return new VoiceScore(voice.name(), voice.gender(), family, right, odds.length);
    }
}
