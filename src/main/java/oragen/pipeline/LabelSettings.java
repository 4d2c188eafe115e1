package oragen.pipeline;

import java.io.Serializable;
import java.util.List;
import oragen.bundle.NetworkPrecision;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.media.RawAudio;
import oragen.onnx.DevicePreference;
import oragen.pipeline.decode.PictureDecoder;
import oragen.run.Product;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What a task must know to label clips.
 *
 * @param occlusions ways in which faces are looked at, at least one
 * @param bundleLocation folder on a Hadoop file system; null for the embedded bundle
 * @param modality that the bundle serves
 * @param bundleChecksum of the bundle that the driver has seen; executors refuse any other
 * @param precision the same on every executor, so that a label does not depend on who made it
 * @param clipTimeLimitSeconds a decoder that gives nothing for so long is stuck
 * @param threadsPerModel ONNX Runtime threads for one call, so that tasks × threads fill the cores once
 */
public record LabelSettings(
        @Nullable String bundleLocation,
        String bundleChecksum,
        Modality modality,
        Protocol protocol,
        FaceChoice faceChoice,
        DevicePreference device,
        NetworkPrecision precision,
        PictureDecoder decoder,
        @Nullable RawAudio rawAudio,
        int threadsPerModel,
        int clipTimeLimitSeconds,
        Product product,
        List<Occlusion> occlusions,
        WindowTable windowTable)
        implements Serializable {
    /** What decides which networks are loaded, and how. */
    public record Networks(
            @Nullable String bundleLocation,
            String bundleChecksum,
            Modality modality,
            NetworkPrecision precision,
            int threadsPerModel,
            Product product) {}

    public Networks networks() {
        return new Networks(bundleLocation, bundleChecksum, modality, precision, threadsPerModel, product);
    }
}
