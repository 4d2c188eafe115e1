package oragen.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import oragen.face.FaceKeyPoints;
import oragen.label.MaskType;
import oragen.media.VideoFrame;

/**
 * Paints protective masks on faces: bent surfaces on an average head that is turned as the face is, in the light of the
 * picture. Equal arguments give equal pixels; a seed stands for one mask, which the frames of a clip may share.
 */
public final class MaskPainter {
    /** Keep the samples of a face below 100 MB up to eyes 480 pixels apart. */
    private static final int SMALL_UNIT_PIXELS = 90;

    private static final int LARGE_UNIT_PIXELS = 240;

    private final Wardrobe wardrobe;

    public MaskPainter(PaintStyle style) {
        wardrobe = Wardrobe.of(style);
    }

    /** A new frame with a mask on the face, or the frame itself for {@link MaskType#NO_MASK}. */
    public VideoFrame paint(VideoFrame frame, FaceKeyPoints face, MaskType type, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Surface> surfaces = surfaces(type, random);
        if (surfaces.isEmpty()) {
            return frame;
        }
        Fit fit = wardrobe.fit(random);
        List<Surface> worn = surfaces.stream().map(fit::worn).toList();
        HeadPose pose = HeadPose.of(face);
        return dress(frame, pose, worn, Light.on(frame, pose).varied(random));
    }

    private List<Surface> surfaces(MaskType type, RandomGenerator random) {
        return switch (type) {
            case NO_MASK -> List.of();
            case TISSUE -> TissueMask.surfaces(wardrobe.tissue(random), random);
            case MEDICAL -> MedicalMask.surfaces(wardrobe.medical(random), random);
            case PROTECTIVE_FFP -> FilteringMask.surfaces(wardrobe.filtering(random), random);
            case RESPIRATOR -> Respirator.surfaces(wardrobe.respirator(random), random);
            case FACE_SHIELD -> FaceShield.surfaces(wardrobe.shield(random), random);
        };
    }

    private static VideoFrame dress(VideoFrame frame, HeadPose pose, List<Surface> surfaces, Light light) {
        List<Mesh> meshes = new ArrayList<>();
        for (Surface surface : surfaces) {
            meshes.add(Mesh.of(surface, pose));
        }
        Shadow shadow = new Shadow(pose.unitPixels());
        Area area = Area.around(meshes, frame, shadow.reachPixels());
        Canvas canvas = new Canvas(area, samplesPerSide(pose.unitPixels()));
        Rasteriser rasteriser = new Rasteriser(canvas, light);
        rasteriser.hideBehind(Mesh.of(Head.INSIDE, pose));
        for (int i = 0; i < meshes.size(); i++) {
            rasteriser.paint(meshes.get(i), surfaces.get(i).material());
        }
        return Overlay.on(frame, canvas, shadow);
    }

    private static int samplesPerSide(double unitPixels) {
        if (unitPixels > LARGE_UNIT_PIXELS) {
            return 1;
        }
        return unitPixels > SMALL_UNIT_PIXELS ? 2 : 3;
    }
}
