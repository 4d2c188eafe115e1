package oragen.training.mask;

import java.util.Arrays;
import java.util.List;
import oragen.evaluation.UnitSums;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.model.compact.FaceHeads;
import oragen.model.compact.OwnAnswers;

/** How heads do on views of persons they have not seen: of mask type, and by mask type of age and gender. */
public final class HeadJudgement {
    private final UnitSums[] sums = new UnitSums[MaskType.values().length];

    private HeadJudgement() {
        Arrays.setAll(sums, type -> new UnitSums());
    }

    static HeadJudgement of(
            FaceHeads heads, OwnAnswers own, List<PictureFace> faces, List<FaceViews.Example> examples) {
        HeadJudgement judgement = new HeadJudgement();
        for (FaceViews.Example example : examples) {
            Person person = faces.get(example.face()).person();
            FaceHeads.Judged judged = heads.judge(example.descriptor(), own.of(example.descriptor()));
            UnitSums of = judgement.sums[example.type().ordinal()];
            of.addMaskType(example.type(), judged.maskType());
            of.addAge(person.age(), judged.years());
            of.addGender(person.gender(), judged.maleOdds() > 0 ? Gender.MALE : Gender.FEMALE);
        }
        return judgement;
    }

    /** Views with a painted mask of this type. */
    public UnitSums of(MaskType type) {
        return sums[type.ordinal()];
    }

    /** All views. */
    public UnitSums all() {
        UnitSums all = new UnitSums();
        for (UnitSums of : sums) {
            all.add(of);
        }
        return all;
    }
}
