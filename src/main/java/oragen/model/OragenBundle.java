package oragen.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import oragen.bundle.BundleFolder;
import oragen.bundle.BundleManifest;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.PublishedCheckpoint;
import oragen.checkpoint.PublishedCheckpoint.Network;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.model.compact.CompactManifest;
import oragen.network.Architecture;
import oragen.network.AudioSize;
import oragen.network.FusionNetwork;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.network.VisualSize;
import oragen.network.Weights;
import oragen.network.graph.NetworkWriter;
import org.jspecify.annotations.Nullable;

/** Checkpoints of ORAGEN → a bundle that labels, with the detectors of the compact bundle. */
public final class OragenBundle {
    private static final String DETECTORS = "/models/compact/";

    /** As the authors' released inference crops faces. */
    private static final BundleManifest.FaceCrop CROP =
            new BundleManifest.FaceCrop(BundleManifest.CropShape.STRETCHED, BundleManifest.CropEdge.CLIPPED, 0.1);

    private final BundleFolder folder;
    private final OragenImport request;
    private final Consumer<String> progress;

    private OragenBundle(BundleFolder folder, OragenImport request, Consumer<String> progress) {
        this.folder = folder;
        this.request = request;
        this.progress = progress;
    }

    /** The checkpoints of one import, opened. */
    record Checkpoints(
            @Nullable Checkpoint audio,
            @Nullable Checkpoint image,
            @Nullable Checkpoint fusion) {}

    /** Writes the bundle, or nothing; says of every network when it begins. */
    public static void importCheckpoints(OragenImport request, Consumer<String> progress) {
        try (Checkpoint audio = open(request.audio());
                Checkpoint image = open(request.image());
                Checkpoint fusion = open(request.fusion())) {
            write(new Checkpoints(audio, image, fusion), request, progress);
        }
    }

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // the caller's try-with-resources
    private static @Nullable Checkpoint open(@Nullable Path file) {
        return file == null ? null : Checkpoint.open(file);
    }

    static void write(Checkpoints checkpoints, OragenImport request, Consumer<String> progress) {
        try (BundleFolder folder = new BundleFolder(request.output())) {
            new OragenBundle(folder, request, progress).write(checkpoints);
        } catch (IOException e) {
            throw new UncheckedIOException("--output " + request.output() + " cannot be written", e);
        }
    }

    private void write(Checkpoints checkpoints) throws IOException {
        Weights audio = weights(checkpoints.audio(), Network.AUDIO, "--audio " + request.audio());
        Weights image = weights(checkpoints.image(), Network.IMAGE, "--image " + request.image());
        Weights fusion = weights(checkpoints.fusion(), Network.FUSION, "--fusion " + request.fusion());
        AudioSize audioSize = audio == null ? null : AudioSize.of(audio);
        VisualSize visualSize = image == null ? null : VisualSize.of(image);
        MaskHead masks =
                fusion != null && fusion.has(FusionNetwork.MASK_HEAD + ".weight") ? MaskHead.PRESENT : MaskHead.ABSENT;
        OragenNetworks networks = new OragenNetworks(folder, request, progress);
        // Every checkpoint is held against its network before the first, long, writing.
        if (audio != null && audioSize != null) {
            audio.require(Architecture.audio(audioSize));
        }
        if (image != null && visualSize != null) {
            image.require(Architecture.visual(visualSize));
        }
        if (fusion != null && audioSize != null && visualSize != null) {
            FusionSize size = OragenNetworks.fusionSize(audioSize, visualSize, masks);
            fusion.require(size.parameters());
            networks.writeFusion(fusion, size);
        }
        if (audio != null && audioSize != null) {
            networks.writeAudio(audio, audioSize);
        }
        if (image != null && visualSize != null) {
            networks.writeVisual(image, visualSize);
        }
        copyDetectors();
        folder.finish(manifest(audioSize, visualSize, fusion == null ? null : masks));
        progress.accept("wrote " + request.output());
    }

    private static @Nullable Weights weights(@Nullable Checkpoint checkpoint, Network network, String source) {
        return checkpoint == null ? null : new Weights(new PublishedCheckpoint(checkpoint, network, source), source);
    }

    private void copyDetectors() throws IOException {
        Map<String, String> origins = Map.of(
                CompactManifest.VAD, "Silero VAD v6, as in the bundle compact",
                CompactManifest.FACE_DETECTOR, "BlazeFace back-256, as in the bundle compact");
        for (Map.Entry<String, String> detector : origins.entrySet()) {
            try (InputStream stream = OragenBundle.class.getResourceAsStream(DETECTORS + detector.getKey())) {
                if (stream == null) {
                    throw new IOException("this build lacks " + DETECTORS + detector.getKey());
                }
                Files.copy(stream, folder.file(detector.getKey()));
            }
            String licence = detector.getKey().equals(CompactManifest.VAD) ? "MIT" : "Apache-2.0";
            folder.list(detector.getKey(), detector.getValue(), licence);
        }
    }

    private BundleManifest manifest(@Nullable AudioSize audio, @Nullable VisualSize visual, @Nullable MaskHead fusion) {
        OragenImport.Options options = request.options();
        return new BundleManifest(
                1,
                String.valueOf(request.output().getFileName()),
                "1",
                "ORAGEN from " + request.source() + ", licence: " + request.licence(),
                new BundleManifest.Windows(4, 2, 1, OragenNetworks.SLOTS),
                CompactManifest.voiceActivity(),
                CompactManifest.faceDetector(),
                audio == null ? null : OragenNetworks.audioEncoder(audio),
                visual == null ? null : visualEncoder(visual),
                fusion == null ? null : tasks("fusion", fusion),
                audio == null ? null : tasks("audio_head", MaskHead.ABSENT),
                visual == null ? null : tasks("visual_head", MaskHead.ABSENT),
                new BundleManifest.Conversion(
                        options.precision().label(),
                        options.deviation().label(),
                        audio == null ? 0 : audio.gigaflops(OragenNetworks.WINDOW_SAMPLES),
                        visual == null ? 0 : visual.gigaflops()),
                null,
                folder.files());
    }

    private static BundleManifest.VisualEncoder visualEncoder(VisualSize size) {
        List<Double> halves = List.of(0.5, 0.5, 0.5);
        return new BundleManifest.VisualEncoder(
                NetworkWriter.file("visual_encoder"),
                "crops",
                "visual_features",
                List.of(size.layers() + 1, size.width()),
                size.imageSide(),
                size.imageSide(),
                "RGB",
                halves,
                halves,
                CROP);
    }

    private static BundleManifest.Fusion tasks(String network, MaskHead masks) {
        List<String> genders = Arrays.stream(Gender.values()).map(Gender::label).toList();
        List<String> types =
                Arrays.stream(MaskType.values()).map(MaskType::label).toList();
        return new BundleManifest.Fusion(
                NetworkWriter.file(network), genders, true, masks == MaskHead.PRESENT ? types : null);
    }
}
