package oragen.exchange;

import java.nio.file.Path;
import java.util.function.Consumer;
import oragen.exchange.OragenBundle.Checkpoints;

/** Bundles of ORAGEN with made-up weights: their answers mean nothing, their speed and memory are the real ones. */
public enum RandomOragen {
    /** The published sizes: wav2vec 2.0 large of 24 layers, ViT-B/16. */
    ORAGEN("oragen", AudioSize.large(24), VisualSize.base()),
    /** With the 12 layers of the audio encoder that the authors used. */
    ORAGEN_12("oragen-12", AudioSize.large(12), VisualSize.base()),
    /** For trying things out in seconds. */
    TINY(
            "tiny",
            new AudioSize("wav2vec2.", 16, 64, 2, 128, 16, 16, AudioSize.WeightNorm.OLDER),
            new VisualSize(32, 8, 64, 2, 128, VisualSize.Gate.ATTENTION));

    private final String label;
    private final AudioSize audio;
    private final VisualSize visual;

    RandomOragen(String label, AudioSize audio, VisualSize visual) {
        this.label = label;
        this.audio = audio;
        this.visual = visual;
    }

    /** The word of the option {@code --architecture}. */
    public String label() {
        return label;
    }

    /** Writes a bundle with all three networks and the mask head; the same seed gives the same bytes. */
    public void write(Path output, long seed, OragenImport.Options options, Consumer<String> progress) {
        Path nowhere = Path.of("random");
        OragenImport request = new OragenImport(
                nowhere, nowhere, nowhere, output, options, "random weights of " + label + ", seed " + seed, "none");
        OragenBundle.write(checkpoints(seed), request, progress);
    }

    private Checkpoints checkpoints(long seed) {
        return new Checkpoints(
                new RandomCheckpoint(Architecture.audio(audio), seed),
                new RandomCheckpoint(Architecture.visual(visual), seed),
                new RandomCheckpoint(
                        OragenNetworks.fusionSize(audio, visual, MaskHead.PRESENT)
                                .parameters(),
                        seed));
    }
}
