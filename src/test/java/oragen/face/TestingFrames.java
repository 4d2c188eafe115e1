package oragen.face;

import oragen.bundle.BundleManifest.CropEdge;
import oragen.bundle.BundleManifest.CropShape;
import oragen.bundle.BundleManifest.FaceCrop;
import oragen.media.VideoFrame;

/** Frames and crop rules for tests of faces. */
final class TestingFrames {
    /** Of the bundle compact. */
    static final FaceCrop COMPACT = new FaceCrop(CropShape.SQUARE, CropEdge.PADDED, 0.125);
    /** Of the authors' released inference. */
    static final FaceCrop ORAGEN = new FaceCrop(CropShape.STRETCHED, CropEdge.CLIPPED, 0.1);

    private TestingFrames() {}

    static VideoFrame black(int second, int width, int height) {
        return new VideoFrame(second, width, height, new byte[width * height * 3]);
    }
}
