package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.media.DecodeOptions;
import oragen.media.TestingMedia;
import oragen.media.VideoFrame;
import oragen.model.compact.CompactManifest;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The detector of the compact bundle on the public-domain portrait of the demo corpus. */
final class FaceDetectorIT {
    private static TensorModel model;
    private static FaceDetector detector;
    private static VideoFrame portrait;

    @BeforeAll
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes it
    static void open() throws Exception {
        ModelBundle bundle = ModelBundle.open(Path.of("models", "compact"));
        model = bundle.load(bundle.manifest().faceDetector().file(), InferenceDevice.CPU, 2);
        detector = new FaceDetector(model, bundle.manifest().faceDetector());
        portrait = TestingMedia.decode(
                        TestingMedia.resource("/demo/steady.mp4"), "steady.mp4", DecodeOptions.WHOLE_FILE)
                .frames()
                .get(0);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static VideoFrame grey(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) 90);
        return new VideoFrame(0, width, height, rgb);
    }

    /** The portrait on a larger frame, so that the detector sees it at another size and place. */
    private static void paste(VideoFrame canvas, int left, int top, double scale) {
        int width = (int) (portrait.width() * scale);
        int height = (int) (portrait.height() * scale);
        byte[] resized = BilinearResize.resize(portrait.rgb(), portrait.width(), portrait.height(), width, height);
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    resized, row * width * 3, canvas.rgb(), ((top + row) * canvas.width() + left) * 3, width * 3);
        }
    }

    private static DetectedFace onlyFace(VideoFrame frame) {
        List<DetectedFace> faces = detector.detect(List.of(frame)).get(0);
        assertThat(faces).hasSize(1);
        return faces.get(0);
    }

    private static FaceBox moved(FaceBox box, double left, double top, double scale) {
        return new FaceBox(
                left + box.left() * scale,
                top + box.top() * scale,
                left + box.right() * scale,
                top + box.bottom() * scale);
    }

    @Test
    void thePortraitHasOneFaceAndAGreyFrameNone() {
        FaceBox box = onlyFace(portrait).box();
        assertThat(box.width()).isBetween(portrait.width() * 0.1, portrait.width() * 0.6);
        assertThat(detector.detect(List.of(grey(320, 240))).get(0)).isEmpty();
    }

    @Test
    void keyPointsLieWhereAFaceHasThem() {
        DetectedFace face = onlyFace(portrait);
        FaceKeyPoints points = face.keyPoints();
        assertThat(points.rightTragion().x()).isLessThan(points.rightEye().x());
        assertThat(points.rightEye().x()).isLessThan(points.noseTip().x());
        assertThat(points.noseTip().x()).isLessThan(points.leftEye().x());
        assertThat(points.leftEye().x()).isLessThan(points.leftTragion().x());
        assertThat(points.rightEye().y()).isLessThan(points.noseTip().y());
        assertThat(points.noseTip().y()).isLessThan(points.mouthCentre().y());
        assertThat(distance(points, FaceKeyPoints.estimated(face.box())))
                .isLessThan(0.2 * face.box().width());
    }

    @Test
    void keyPointsMoveAndGrowWithTheFaceAlsoInTiles() {
        FaceKeyPoints points = onlyFace(portrait).keyPoints();
        double scale = 200 / onlyFace(portrait).box().height();
        VideoFrame frame = grey(3840, 2160);
        paste(frame, 1700, 1100, scale);
        FaceKeyPoints expected = new FaceKeyPoints(
                moved(points.rightEye(), scale),
                moved(points.leftEye(), scale),
                moved(points.noseTip(), scale),
                moved(points.mouthCentre(), scale),
                moved(points.rightTragion(), scale),
                moved(points.leftTragion(), scale));
        assertThat(distance(onlyFace(frame).keyPoints(), expected)).isLessThan(20);
    }

    private static FramePoint moved(FramePoint point, double scale) {
        return new FramePoint(1700 + point.x() * scale, 1100 + point.y() * scale);
    }

    /** The largest distance between two faces' points of one kind, in pixels. */
    private static double distance(FaceKeyPoints one, FaceKeyPoints other) {
        double eyes = Math.max(distance(one.rightEye(), other.rightEye()), distance(one.leftEye(), other.leftEye()));
        double middle =
                Math.max(distance(one.noseTip(), other.noseTip()), distance(one.mouthCentre(), other.mouthCentre()));
        double ears = Math.max(
                distance(one.rightTragion(), other.rightTragion()), distance(one.leftTragion(), other.leftTragion()));
        return Math.max(eyes, Math.max(middle, ears));
    }

    private static double distance(FramePoint one, FramePoint other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }

    @Test
    void aFaceOf200PixelsOnA4kFrameIsFound() {
        FaceBox box = onlyFace(portrait).box();
        double scale = 200 / box.height();
        for (int left : new int[] {0, 1700, 3000}) {
            VideoFrame frame = grey(3840, 2160);
            paste(frame, left, 1100, scale);
            assertThat(onlyFace(frame).box().intersectionOverUnion(moved(box, left, 1100, scale)))
                    .as("face at column %d", left)
                    .isGreaterThan(0.5);
        }
    }

    @Test
    void twoFacesAreTwoAndTheSurerComesFirst() {
        VideoFrame frame = grey(1200, 600);
        paste(frame, 0, 0, 1);
        paste(frame, 500, 0, 1.6);
        List<DetectedFace> faces = detector.detect(List.of(frame)).get(0);
        assertThat(faces).hasSize(2);
        assertThat(faces.get(0).score()).isGreaterThanOrEqualTo(faces.get(1).score());
    }

    /** The same network without its smaller image. */
    private static FaceDetector inFull() {
        BundleManifest.FaceDetector glancing = CompactManifest.faceDetector();
        return new FaceDetector(
                model,
                new BundleManifest.FaceDetector(
                        glancing.file(),
                        glancing.input(),
                        glancing.imageSize(),
                        null,
                        glancing.scoreThreshold(),
                        glancing.overlapThreshold(),
                        glancing.grids()));
    }

    @Test
    void aCloseUpSeenAtAGlanceIsWhereItIsInFull() {
        VideoFrame closeUp = PixelRegion.around(onlyFace(portrait).box(), 2).cut(portrait);
        DetectedFace glance = onlyFace(closeUp);
        DetectedFace full = inFull().detect(List.of(closeUp)).get(0).get(0);
        assertThat(glance.box()).as("another image").isNotEqualTo(full.box());
        assertThat(glance.box().intersectionOverUnion(full.box())).isGreaterThan(0.85);
        assertThat(distance(glance.keyPoints(), full.keyPoints()))
                .isLessThan(0.1 * full.box().width());
    }

    @Test
    void aFaceTooSmallForAGlanceIsSeenAsInFull() {
        VideoFrame frame = grey(1280, 960);
        paste(frame, 100, 100, 150 / onlyFace(portrait).box().height());
        assertThat(onlyFace(frame))
                .isEqualTo(inFull().detect(List.of(frame)).get(0).get(0));
    }

    @Test
    void aFrameInABatchIsSeenAsItIsAlone() {
        VideoFrame large = grey(1600, 900);
        paste(large, 100, 100, 1.5);
        List<List<DetectedFace>> batch = detector.detect(List.of(grey(100, 300), large, portrait));
        assertThat(batch.get(0)).isEmpty();
        assertThat(batch.get(1)
                        .get(0)
                        .box()
                        .intersectionOverUnion(onlyFace(large).box()))
                .isGreaterThan(0.999);
        assertThat(batch.get(2)
                        .get(0)
                        .box()
                        .intersectionOverUnion(onlyFace(portrait).box()))
                .isGreaterThan(0.999);
    }

    /** Sensor noise in the dark, in which the network sees several faces at first sight. */
    private static VideoFrame darkNoise(long seed) {
        Random random = new Random(seed);
        VideoFrame frame = grey(3840, 2160);
        for (int pixel = 0; pixel < frame.width() * frame.height(); pixel++) {
            byte grey = (byte) Math.max(0, 12 + 5 * random.nextGaussian());
            Arrays.fill(frame.rgb(), pixel * 3, pixel * 3 + 3, grey);
        }
        return frame;
    }

    private static VideoFrame bars(int width, int height) {
        VideoFrame frame = grey(width, height);
        for (int pixel = 0; pixel < width * height; pixel++) {
            int bar = 7 - pixel % width * 7 / width;
            for (int channel = 0; channel < 3; channel++) {
                frame.rgb()[pixel * 3 + channel] = (byte) ((bar >> channel & 1) == 1 ? 180 : 16);
            }
        }
        return frame;
    }

    private static VideoFrame checkerboard(int width, int height, int square) {
        VideoFrame frame = grey(width, height);
        for (int pixel = 0; pixel < width * height; pixel++) {
            boolean white = (pixel % width / square + pixel / width / square) % 2 == 0;
            Arrays.fill(frame.rgb(), pixel * 3, pixel * 3 + 3, (byte) (white ? 255 : 0));
        }
        return frame;
    }

    @Test
    void noiseInTheDarkHasNoFace() {
        for (long seed = 0; seed < 3; seed++) {
            assertThat(detector.detect(List.of(darkNoise(seed))).get(0)).isEmpty();
        }
    }

    @Test
    void testPatternsHaveNoFace() {
        List<VideoFrame> patterns =
                List.of(bars(224, 224), bars(1920, 1080), checkerboard(1920, 1080, 64), checkerboard(3840, 2160, 128));
        assertThat(detector.detect(patterns))
                .allSatisfy(faces -> assertThat(faces).isEmpty());
    }

    @Test
    void smallFacesInNoiseAreFound() {
        FaceBox box = onlyFace(portrait).box();
        for (int height : new int[] {56, 113, 226, 300}) {
            double scale = height / box.height();
            VideoFrame frame = darkNoise(height);
            paste(frame, 900, 300, scale);
            FaceBox found = detector.detect(List.of(frame)).get(0).get(0).box();
            assertThat(found.intersectionOverUnion(moved(box, 900, 300, scale)))
                    .as("face of %d pixels", height)
                    .isGreaterThan(0.5);
        }
    }

    @Test
    void onePixelHasNoFace() {
        assertThat(detector.detect(List.of(grey(1, 1))).get(0)).isEmpty();
    }
}
