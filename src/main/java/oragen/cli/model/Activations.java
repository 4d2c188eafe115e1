package oragen.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.cli.input.InputFaces;
import oragen.encode.AudioEncoder;
import oragen.encode.VisualEncoder;
import oragen.face.CropRule;
import oragen.face.DetectedFace;
import oragen.face.FaceChoice;
import oragen.face.FaceChooser;
import oragen.face.FaceCropper;
import oragen.media.DecodeOptions;
import oragen.media.FileMediaBytes;
import oragen.media.MediaException;
import oragen.media.MediaPiece;
import oragen.media.MediaStream;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.network.graph.LargestActivation;
import oragen.window.Protocol;

/** Real files → the largest value that each encoder of a bundle computes on them. */
final class Activations {
    private static final double MINUTE = 60;

    private Activations() {}

    /** What the encoders are given: windows without overlap, and a crop a second. */
    private record Inputs(List<float[]> windows, List<float[]> crops) {}

    static void measure(Path folder, BundleManifest manifest, List<Path> files, PrintWriter out) throws IOException {
        if (manifest.conversion() == null) {
            throw new InputException(
                    "--activations",
                    "the bundle " + manifest.id() + " was not imported",
                    "use a bundle of model import");
        }
        Inputs inputs = read(manifest, files);
        float largest = 0;
        BundleManifest.AudioEncoder audio = manifest.audioEncoder();
        if (audio != null && !inputs.windows().isEmpty()) {
            try (LargestActivation network = LargestActivation.of(folder.resolve(audio.file()))) {
                AudioEncoder encoder = new AudioEncoder(network, audio, manifest.windows(), Protocol.RELEASED);
                inputs.windows().forEach(window -> encoder.encode(List.of(window)));
                largest =
                        Math.max(largest, tell("audio encoder", inputs.windows().size(), "windows", network, out));
            }
        }
        BundleManifest.VisualEncoder visual = manifest.visualEncoder();
        if (visual != null && !inputs.crops().isEmpty()) {
            try (LargestActivation network = LargestActivation.of(folder.resolve(visual.file()))) {
                VisualEncoder encoder = new VisualEncoder(network, visual);
                inputs.crops().forEach(crop -> encoder.encode(List.of(crop)));
                largest =
                        Math.max(largest, tell("visual encoder", inputs.crops().size(), "faces", network, out));
            }
        }
        out.flush();
        if (!(largest < LargestActivation.LIMIT)) {
            throw new InputException(
                    "--activations",
                    "the largest value is " + largest + ", and 16 bits end at 65504",
                    "use the bundle in fp32, which label --precision fp32 does on a GPU");
        }
    }

    private static float tell(String encoder, int count, String kind, LargestActivation network, PrintWriter out) {
        out.printf("%s: largest activation %.1f in %d %s%n", encoder, network.largest(), count, kind);
        return network.largest();
    }

    private static Inputs read(BundleManifest manifest, List<Path> files) {
        Inputs inputs = new Inputs(new ArrayList<>(), new ArrayList<>());
        try (InputFaces faces = InputFaces.open()) {
            for (Path file : files) {
                read(manifest, file, faces, inputs);
            }
        }
        if (inputs.windows().isEmpty() && inputs.crops().isEmpty()) {
            throw new InputException("--activations " + files, "no sound and no face", "use files of people who speak");
        }
        return inputs;
    }

    private static void read(BundleManifest manifest, Path file, InputFaces faces, Inputs inputs) {
        float[] window = new float[manifest.windows().lengthSeconds() * WaveformPiece.SAMPLE_RATE];
        int filled = 0;
        DecodeOptions minute = DecodeOptions.of(null, null, MINUTE, null);
        try (MediaStream stream = MediaStream.open(FileMediaBytes.open(file), file.toString(), minute)) {
            for (Optional<MediaPiece> piece = stream.next(); piece.isPresent(); piece = stream.next()) {
                if (piece.get() instanceof WaveformPiece sound) {
                    for (float sample : sound.samples()) {
                        window[filled++] = sample;
                        if (filled == window.length) {
                            inputs.windows().add(window.clone());
                            filled = 0;
                        }
                    }
                } else if (piece.get() instanceof VideoFrame frame) {
                    crop(manifest, frame, faces).ifPresent(inputs.crops()::add);
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    "--activations " + file, "cannot be read (" + e.getMessage() + ")", "check the path", e);
        } catch (MediaException e) {
            throw new InputException("--activations " + file, String.valueOf(e.getMessage()), e.remedy(), e);
        }
        if (filled > 0) {
            inputs.windows().add(Arrays.copyOf(window, filled));
        }
    }

    private static Optional<float[]> crop(BundleManifest manifest, VideoFrame frame, InputFaces faces) {
        BundleManifest.VisualEncoder visual = manifest.visualEncoder();
        if (visual == null) {
            return Optional.empty();
        }
        FaceChooser chooser = FaceChooser.of(FaceChoice.LARGEST, new CropRule(visual.crop()));
        Optional<DetectedFace> chosen = chooser.choose(frame, faces.detect(frame));
        return chosen.map(face -> new FaceCropper(visual).crop(frame, face));
    }
}
