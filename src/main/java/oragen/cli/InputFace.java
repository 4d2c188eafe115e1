package oragen.cli;

import java.nio.file.Path;
import oragen.face.DetectedFace;
import oragen.media.VideoFrame;

/** The largest face on a frame of an input. */
record InputFace(Path input, VideoFrame frame, DetectedFace face) {
    InputFace with(VideoFrame changed) {
        return new InputFace(input, changed, face);
    }
}
