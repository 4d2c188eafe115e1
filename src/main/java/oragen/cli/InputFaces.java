package oragen.cli;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oragen.InputException;
import oragen.face.DetectedFace;
import oragen.face.FaceDetector;
import oragen.media.DecodeOptions;
import oragen.media.FileMediaBytes;
import oragen.media.MediaException;
import oragen.media.MediaPiece;
import oragen.media.MediaStream;
import oragen.media.VideoFrame;
import oragen.onnx.BundleManifest;
import oragen.onnx.InferenceDevice;
import oragen.onnx.ModelBundle;
import oragen.onnx.TensorModel;
import oragen.spark.BundleCache;
import org.apache.hadoop.conf.Configuration;

/** Reads faces from local videos and pictures with the detector that comes with the program. */
final class InputFaces implements AutoCloseable {
    private final TensorModel model;
    private final FaceDetector detector;

    private InputFaces(TensorModel model, BundleManifest.FaceDetector parameters) {
        this.model = model;
        detector = new FaceDetector(model, parameters);
    }

    @MustBeClosed
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes the network
    static InputFaces open() {
        ModelBundle bundle = BundleCache.open(null, new Configuration());
        BundleManifest.FaceDetector parameters = bundle.manifest().faceDetector();
        return new InputFaces(bundle.load(parameters.file(), InferenceDevice.CPU, 0), parameters);
    }

    /** The largest faces of the first seconds that show one, at least one and at most {@code count}. */
    List<InputFace> read(Path input, int count) {
        List<InputFace> faces = new ArrayList<>();
        try (MediaStream stream =
                MediaStream.open(FileMediaBytes.open(input), input.toString(), DecodeOptions.WHOLE_FILE)) {
            Optional<MediaPiece> piece = stream.next();
            while (piece.isPresent() && faces.size() < count) {
                if (piece.get() instanceof VideoFrame frame) {
                    detect(frame).stream()
                            .findFirst()
                            .ifPresent((DetectedFace face) -> faces.add(new InputFace(input, frame, face)));
                }
                piece = stream.next();
            }
        } catch (IOException e) {
            throw new InputException("--input " + input, "cannot be read (" + e.getMessage() + ")", "name a file", e);
        } catch (MediaException e) {
            throw new InputException("--input " + input, String.valueOf(e.getMessage()), e.remedy(), e);
        }
        if (faces.isEmpty()) {
            throw new InputException("--input " + input, "no face found", "give a video or picture that shows a face");
        }
        return faces;
    }

    /** Faces of a frame, the largest first. */
    List<DetectedFace> detect(VideoFrame frame) {
        return detector.detect(List.of(frame)).get(0);
    }

    @Override
    public void close() {
        model.close();
    }
}
