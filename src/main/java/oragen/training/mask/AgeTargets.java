package oragen.training.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.label.MaskType;
import oragen.model.compact.OwnAnswers;

/** Which age each face is to be taken for: the known one, else what the public network says of the bare face, stretched. */
final class AgeTargets {
    private final double[] targets;
    private final double[] odds;

    private AgeTargets(double[] targets, double[] odds) {
        this.targets = targets;
        this.odds = odds;
    }

    static AgeTargets of(List<PictureFace> faces, List<FaceViews.Example> examples, List<OwnAnswers.Answer> answers) {
        double[] years = new double[faces.size()];
        double[] odds = new double[faces.size()];
        int[] views = new int[faces.size()];
        for (int i = 0; i < examples.size(); i++) {
            FaceViews.Example example = examples.get(i);
            if (example.type() == MaskType.NO_MASK) {
                years[example.face()] += answers.get(i).years();
                odds[example.face()] += answers.get(i).maleOdds();
                views[example.face()]++;
            }
        }
        Arrays.setAll(years, face -> years[face] / views[face]);
        Arrays.setAll(odds, face -> odds[face] / views[face]);
        return new AgeTargets(targets(faces, years), odds);
    }

    private static double[] targets(List<PictureFace> faces, double[] years) {
        List<Integer> known = new ArrayList<>();
        for (int face = 0; face < faces.size(); face++) {
            if (faces.get(face).person().age() != null) {
                known.add(face);
            }
        }
        double[] truths = known.stream().mapToDouble(face -> age(faces, face)).toArray();
        double[] said = known.stream().mapToDouble(face -> years[face]).toArray();
        Stretch stretch = Stretch.of(truths, said, AgeFit.weights(truths)).leaving(AgeFit.BARE_SLOPE);
        double[] targets = new double[years.length];
        Arrays.setAll(
                targets,
                face -> faces.get(face).person().age() == null ? stretch.undone(years[face]) : age(faces, face));
        return targets;
    }

    private static double age(List<PictureFace> faces, int face) {
        Double age = faces.get(face).person().age();
        if (age == null) {
            throw new IllegalStateException("no age is known of face " + face);
        }
        return age;
    }

    double target(int face) {
        return targets[face];
    }

    /** ln(P(male) / P(female)) of the bare face by the public network. */
    double bareOdds(int face) {
        return odds[face];
    }
}
