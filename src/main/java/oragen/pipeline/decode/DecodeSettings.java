package oragen.pipeline.decode;

import oragen.media.RawAudio;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * How clips are opened.
 *
 * @param configuration of the file systems
 * @param rawAudio how headerless files are to be read; null where none are declared
 * @param timeLimitSeconds a decoder that produces nothing for so long is stuck
 */
public record DecodeSettings(
        Configuration configuration, @Nullable RawAudio rawAudio, int timeLimitSeconds) {}
