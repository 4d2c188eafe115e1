package oragen.cli.input;

import java.nio.file.Path;
import oragen.face.DetectedFace;
import oragen.media.VideoFrame;

/** The largest face on a frame of an input. */
public record InputFace(Path input, VideoFrame frame, DetectedFace face) {
    public InputFace with(VideoFrame changed) {
        return new InputFace(input, changed, face);
    }
}
