package oragen.pipeline.decode;

import oragen.media.DecodeOptions;
import oragen.media.RawAudio;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * How clips are opened.
 *
 * @param configuration of the file systems
 * @param rawAudio how headerless files are to be read; null where none are declared
 * @param gpu number of the GPU that decodes pictures; null for the processor
 * @param timeLimitSeconds a decoder that produces nothing for so long is stuck
 */
public record DecodeSettings(
        Configuration configuration,
        @Nullable RawAudio rawAudio,
        @Nullable Integer gpu,
        int timeLimitSeconds) {
    DecodeOptions on(DecodeOptions options) {
        return gpu == null ? options : options.onGpu(gpu);
    }
}
