package oragen.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import oragen.InputException;
import oragen.bundle.BundleFolder;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.TorchWriter;
import oragen.model.OragenBundle.Checkpoints;
import oragen.network.Architecture;
import oragen.network.AudioSize;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.network.Precision;
import oragen.network.VisualSize;

/** ORAGEN with made-up weights: its answers mean nothing, its speed and memory are the real ones. */
public enum RandomOragen {
    /** The published sizes: wav2vec 2.0 large of 24 layers, ViT-B/16. */
    ORAGEN("oragen", AudioSize.large(24), VisualSize.base()),
    /** With the 12 layers of the audio encoder that the authors used. */
    ORAGEN_12("oragen-12", AudioSize.large(12), VisualSize.base()),
    /** The published widths, with few audio layers and narrow perceptrons: what parity of a pipeline is tested with. */
    SMALL(
            "oragen-small",
            new AudioSize("wav2vec2.", 128, 1024, 2, 512, 128, 64, AudioSize.WeightNorm.OLDER),
            new VisualSize(224, 16, 768, 12, 256, VisualSize.Gate.ATTENTION, VisualSize.LayerNames.OLDER)),
    /** For trying things out in seconds. */
    TINY(
            "tiny",
            new AudioSize("wav2vec2.", 16, 64, 2, 128, 16, 16, AudioSize.WeightNorm.OLDER),
            new VisualSize(32, 8, 64, 2, 128, VisualSize.Gate.ATTENTION, VisualSize.LayerNames.OLDER));

    private static final String AUDIO = "audio_model.pt";
    private static final String IMAGE = "image_model.pt";
    private static final String FUSION = "multimodal_model.pt";

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

    /**
     * Writes a bundle with all three networks; the same recipe gives the same bytes. A seeded one has the mask head; the
     * golden one is what {@code model import} makes of its checkpoints.
     */
    public void write(Path output, WeightRecipe recipe, OragenImport.Options options, Consumer<String> progress) {
        Path nowhere = Path.of("random");
        OragenImport request =
                new OragenImport(nowhere, nowhere, nowhere, output, options, "random weights of " + in(recipe), "none");
        Map<String, Checkpoint> released = released(recipe);
        Checkpoints checkpoints = recipe instanceof WeightRecipe.Golden
                ? new Checkpoints(released.get(AUDIO), released.get(IMAGE), released.get(FUSION))
                : withMaskHead(recipe);
        OragenBundle.write(checkpoints, request, progress);
    }

    private String in(WeightRecipe recipe) {
        return label + ", " + recipe.description();
    }

    private Checkpoints withMaskHead(WeightRecipe recipe) {
        return new Checkpoints(
                new RandomCheckpoint(Architecture.audio(audio), recipe),
                new RandomCheckpoint(Architecture.visual(visual), recipe),
                new RandomCheckpoint(
                        OragenNetworks.fusionSize(audio, visual, MaskHead.PRESENT)
                                .parameters(),
                        recipe));
    }

    /** The checkpoints by the names of the released files, with the parameters that those have. */
    Map<String, Checkpoint> released(WeightRecipe recipe) {
        FusionSize fusion = OragenNetworks.fusionSize(audio, visual, MaskHead.ABSENT);
        return new TreeMap<>(Map.of(
                AUDIO, new RandomCheckpoint(Architecture.releasedAudio(audio), recipe),
                IMAGE, new RandomCheckpoint(Architecture.releasedVisual(visual), recipe),
                FUSION, new RandomCheckpoint(Architecture.releasedFusion(fusion), recipe)));
    }

    /** Writes a folder with the three files that the authors release; the same recipe gives the same bytes. */
    public void writeCheckpoints(Path output, WeightRecipe recipe, Precision precision, Consumer<String> progress) {
        if (precision == Precision.INT8) {
            throw new InputException(
                    "--precision int8",
                    "checkpoints cannot have it",
                    "use fp32 or fp16 here and int8 with model import");
        }
        TorchWriter writer = new TorchWriter(
                List.of("model_state_dict"),
                Map.of("source_checkpoint", "made up: " + in(recipe), "precision", precision.label()));
        try (BundleFolder folder = new BundleFolder(output)) {
            for (Map.Entry<String, Checkpoint> file : released(recipe).entrySet()) {
                progress.accept("writing " + file.getKey() + ", " + precision.label());
                if (precision == Precision.FP16) {
                    writer.writeHalves(folder.file(file.getKey()), file.getValue());
                } else {
                    writer.write(folder.file(file.getKey()), file.getValue());
                }
            }
            folder.publish();
        } catch (IOException e) {
            throw new UncheckedIOException("--output " + output + " cannot be written", e);
        }
        progress.accept("wrote " + output);
    }
}
