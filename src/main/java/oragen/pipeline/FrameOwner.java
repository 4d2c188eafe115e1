package oragen.pipeline;

import java.util.List;
import java.util.Optional;
import oragen.encode.VisualFeatures;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.KnownFaces;
import oragen.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/** Hears of the faces on the frames that it has given to a {@link FrameBatch}, by rising second. */
interface FrameOwner {
    /** The face that the clip brings; null where it is to be found. */
    @Nullable
    FaceBox givenFace();

    /** Stands for the masks that are painted on the clip's faces: the same on all of its frames. */
    long paintSeed();

    /** The faces of the last frame that was looked at. */
    KnownFaces knownFaces();

    /** The speaker's face among those found. */
    Optional<DetectedFace> choose(VideoFrame frame, List<DetectedFace> found);

    /** Called for each occlusion of a chosen face, as {@link ClipObserver#crops} is. */
    default void crops(VideoFrame frame, @Nullable DetectedFace face, float @Nullable [] crop) {}

    /** @param features one for each occlusion, null where the painted face is not found */
    void addFace(int second, List<@Nullable VisualFeatures> features);

    void addFrameWithoutFace(int second);
}
