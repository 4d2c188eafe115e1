package oragen.spark;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import oragen.corpus.Clip;
import oragen.corpus.ClipIdentity;
import oragen.media.DecodeOptions;
import oragen.media.DecodeReport;
import oragen.media.MediaException;
import oragen.media.MediaException.Reason;
import oragen.media.MediaPiece;
import oragen.media.MediaStream;
import oragen.media.RawAudio;
import oragen.media.VideoFrame;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** All that a clip's files give: its one file, or its waveform and then the pictures that lie apart. */
final class ClipMedia implements AutoCloseable {
    private final MediaStream stream;
    private final @Nullable FrameFiles frames;
    private boolean streamEnded;

    private ClipMedia(MediaStream stream, @Nullable FrameFiles frames) {
        this.stream = stream;
        this.frames = frames;
    }

    @MustBeClosed
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes the stream
    static ClipMedia open(Clip clip, @Nullable RawAudio rawAudio, Configuration configuration) throws MediaException {
        ClipIdentity identity = clip.identity();
        MediaStream stream = openFile(
                identity.path(),
                new DecodeOptions(
                        channelNumber(identity.channel()), identity.startSecond(), identity.endSecond(), rawAudio),
                configuration);
        String pictures = clip.file().frames();
        try {
            return new ClipMedia(stream, pictures == null ? null : FrameFiles.find(pictures, configuration));
        } catch (MediaException e) {
            stream.close();
            throw e;
        }
    }

    @MustBeClosed
    static MediaStream openFile(String path, DecodeOptions options, Configuration configuration) throws MediaException {
        HadoopMediaBytes bytes;
        try {
            bytes = HadoopMediaBytes.open(path, configuration);
        } catch (FileNotFoundException e) {
            throw new MediaException(
                    Reason.UNREADABLE,
                    "clip " + path + ": cannot be opened (" + e.getMessage() + ")",
                    "check that the file exists and may be read, then run again");
        } catch (IOException | IllegalArgumentException e) {
            throw new MediaException(
                    Reason.UNREADABLE,
                    "clip " + path + ": cannot be opened (" + e + ")",
                    "check the path, the file system and its permissions, then run again");
        }
        return MediaStream.open(bytes, path, options);
    }

    /** A channel that is a number selects that channel of the audio stream; any other is only a name. */
    private static @Nullable Integer channelNumber(@Nullable String channel) {
        return channel != null && channel.matches("\\d{1,3}") ? Integer.valueOf(channel) : null;
    }

    boolean hasAudio() {
        return stream.hasAudio();
    }

    boolean hasVideo() {
        return frames != null || stream.hasVideo();
    }

    /** The next piece, or nothing at the end; pictures of the file itself are left out where others are given. */
    Optional<MediaPiece> next() throws MediaException {
        while (!streamEnded) {
            Optional<MediaPiece> piece = stream.next();
            if (piece.isEmpty()) {
                streamEnded = true;
            } else if (frames == null || !(piece.get() instanceof VideoFrame)) {
                return piece;
            }
        }
        return frames == null ? Optional.empty() : frames.next();
    }

    DecodeReport report() {
        return stream.report();
    }

    @Override
    public void close() {
        try (stream) {
            if (frames != null) {
                frames.close();
            }
        }
    }
}
