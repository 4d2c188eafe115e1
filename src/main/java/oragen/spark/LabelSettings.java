package oragen.spark;

import java.io.Serializable;
import oragen.face.FaceChoice;
import oragen.media.RawAudio;
import oragen.onnx.DevicePreference;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What a task must know to label clips.
 *
 * @param bundleLocation folder on a Hadoop file system; null for the embedded bundle
 * @param threadsPerModel ONNX Runtime threads for one call, so that tasks × threads fill the cores once
 */
public record LabelSettings(
        @Nullable String bundleLocation,
        Protocol protocol,
        FaceChoice faceChoice,
        DevicePreference device,
        @Nullable RawAudio rawAudio,
        int threadsPerModel)
        implements Serializable {}
