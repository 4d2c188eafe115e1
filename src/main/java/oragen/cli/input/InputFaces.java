package oragen.cli.input;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import oragen.InputException;
import oragen.bundle.BundleCache;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.face.CropRule;
import oragen.face.DetectedFace;
import oragen.face.FaceChoice;
import oragen.face.FaceChooser;
import oragen.face.FaceDetector;
import oragen.media.DecodeOptions;
import oragen.media.FileMediaBytes;
import oragen.media.MediaException;
import oragen.media.MediaStream;
import oragen.media.VideoFrame;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;

/** Reads faces from local videos and pictures with the bundle that comes with the program. */
public final class InputFaces implements AutoCloseable {
    private final TensorModel model;
    private final FaceDetector detector;
    private final FaceChooser chooser;

    private InputFaces(TensorModel model, BundleManifest manifest) {
        this.model = model;
        detector = new FaceDetector(model, manifest.faceDetector());
        BundleManifest.VisualEncoder encoder =
                Objects.requireNonNull(manifest.visualEncoder(), "the embedded bundle looks at faces");
        chooser = FaceChooser.of(FaceChoice.LARGEST, new CropRule(encoder.crop()));
    }

    @MustBeClosed
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes the network
    public static InputFaces open() {
        ModelBundle bundle = BundleCache.openEmbedded();
        BundleManifest manifest = bundle.manifest();
        return new InputFaces(bundle.load(manifest.faceDetector().file(), InferenceDevice.CPU, 0), manifest);
    }

    /** The largest faces of the first seconds that show one, at least one and at most {@code count}. */
    public List<InputFace> read(Path input, int count) {
        List<InputFace> faces = new ArrayList<>();
        try (MediaStream stream =
                MediaStream.open(FileMediaBytes.open(input), input.toString(), DecodeOptions.WHOLE_FILE)) {
            Optional<VideoFrame> picture = stream.nextPicture();
            while (picture.isPresent() && faces.size() < count) {
                VideoFrame frame = picture.get();
                chooser.choose(frame, detect(frame))
                        .ifPresent((DetectedFace face) -> faces.add(new InputFace(input, frame, face)));
                picture = stream.nextPicture();
            }
        } catch (IOException e) {
            throw new InputException(
                    "--input " + input, "cannot be read (" + e.getMessage() + ")", "check the path", e);
        } catch (MediaException e) {
            throw new InputException("--input " + input, String.valueOf(e.getMessage()), e.remedy(), e);
        }
        if (faces.isEmpty()) {
            throw new InputException("--input " + input, "no face found", "use a video or image that shows a face");
        }
        return faces;
    }

    /** All faces of a frame. */
    public List<DetectedFace> detect(VideoFrame frame) {
        return detector.detect(List.of(frame)).get(0);
    }

    @Override
    public void close() {
        model.close();
    }
}
