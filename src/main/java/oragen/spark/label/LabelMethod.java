package oragen.spark.label;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.NetworkPrecision;
import oragen.bundle.PrecisionPreference;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.media.MediaStream;
import oragen.media.RawAudio;
import oragen.pipeline.decode.PictureDecoder;
import oragen.window.Protocol;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * What decides a label.
 *
 * @param bundle folder of a bundle; null for the embedded one
 * @param modality what is predicted from; null for all that the bundle serves
 * @param precision settled on the driver, for the bundle and its processor
 * @param decoder where pictures are decoded
 * @param occlusions masks that are painted on the faces, each for a row of its own; none leaves them as they are
 */
record LabelMethod(
        ClipJob job,
        @Nullable String bundle,
        @Nullable Modality modality,
        PrecisionPreference precision,
        PictureDecoder decoder,
        Protocol protocol,
        FaceChoice faceChoice,
        @Nullable RawAudio rawAudio,
        List<MaskType> occlusions) {
    LabelMethod {
        occlusions = occlusions.stream().distinct().sorted().toList();
    }

    /** What the bundle is asked for; an error where it cannot serve it. */
    Modality modality(BundleManifest manifest) {
        Modality served = job.modality(manifest, modality);
        if (!occlusions.isEmpty() && !served.looks()) {
            throw new InputException(
                    "--occlude",
                    "has no effect without video: the modality is " + served.label(),
                    "omit --occlude, or use a modality with video");
        }
        return served;
    }

    /** Before the first clip; on a cluster each task looks at its own machine. */
    void requireDecoder(SparkContext spark) {
        if (decoder == PictureDecoder.GPU && spark.isLocal()) {
            MediaStream.requireGpu(0);
        }
    }

    /** Words for the run's key and record, the same in whatever order things were asked for. */
    Map<String, String> deciding(Modality served, NetworkPrecision settled) {
        Map<String, String> deciding = new TreeMap<>();
        deciding.put("protocol", protocol.label());
        deciding.put("modality", served.label());
        deciding.put("precision", settled.label());
        if (decoder == PictureDecoder.GPU) { // its pictures differ a little; keys of runs on the processor stay
            deciding.put("decode", decoder.label());
        }
        deciding.put("face", faceChoice.name().toLowerCase(Locale.ROOT));
        deciding.put(
                "raw_audio",
                rawAudio == null
                        ? "none"
                        : rawAudio.encoding() + ":" + rawAudio.sampleRate() + ":" + rawAudio.channels());
        deciding.put("product", job.product().table());
        deciding.put("occlude", occlusions.stream().map(MaskType::label).collect(Collectors.joining(",")));
        if (!occlusions.isEmpty()) { // before 3.0.0 of the compact bundle the bare face's box was cropped
            deciding.put("painted_face", "detected");
        }
        return deciding;
    }
}
