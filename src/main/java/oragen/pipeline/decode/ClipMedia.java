package oragen.pipeline.decode;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import oragen.archive.MemberReader;
import oragen.corpus.Clip;
import oragen.corpus.ClipIdentity;
import oragen.corpus.Packing;
import oragen.media.DecodeOptions;
import oragen.media.DecodeReport;
import oragen.media.MediaException;
import oragen.media.MediaException.Reason;
import oragen.media.MediaPiece;
import oragen.media.MediaStream;
import oragen.media.WaveformPiece;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** All that a clip's files give: its one file, or its waveform and, beside it, the pictures that lie apart. */
public final class ClipMedia implements AutoCloseable {
    private final MediaStream stream;
    private final @Nullable PictureSource apart;
    private final @Nullable SeenPictures seen;
    private PictureSource.@Nullable Picture waiting;
    private long heardSample;

    private ClipMedia(MediaStream stream, @Nullable PictureSource apart, @Nullable SeenPictures seen)
            throws MediaException {
        this.stream = stream;
        this.apart = apart;
        this.seen = seen;
        this.waiting = apart == null ? null : apart.next().orElse(null);
    }

    @MustBeClosed
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes the stream
    static ClipMedia open(ClipShare share, DecodeSettings settings, MemberReader members) throws MediaException {
        ClipIdentity identity = share.clip().identity();
        DecodeOptions whole = settings.on(DecodeOptions.of(
                channelNumber(identity.channel()), identity.startSecond(), identity.endSecond(), settings.rawAudio()));
        DecodeOptions options = share.pictures() != null
                ? whole.picturesOnly(share.pictures())
                : share.seen() != null ? whole.soundOnly() : whole;
        MediaStream stream = openShare(share, options, settings.configuration(), members);
        try {
            return new ClipMedia(stream, apart(share, settings.configuration()), share.seen());
        } catch (MediaException e) {
            stream.close();
            throw e;
        }
    }

    private static @Nullable PictureSource apart(ClipShare share, Configuration configuration) throws MediaException {
        if (share.seen() != null) {
            return new SeenFrames.Reader(share.seen(), configuration);
        }
        String pictures = share.clip().file().frames();
        return pictures == null ? null : FrameFiles.find(pictures, configuration);
    }

    @MustBeClosed
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // the stream closes the bytes
    static MediaStream openShare(
            ClipShare share, DecodeOptions options, Configuration configuration, MemberReader members)
            throws MediaException {
        return share.content() == null
                ? openClip(share.clip(), options, configuration, members)
                : MediaStream.open(
                        new ArrayMediaBytes(share.content()), share.clip().clipId(), options);
    }

    /** The file of a clip, wherever that lies. */
    @MustBeClosed
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // the stream closes the bytes
    static MediaStream openClip(Clip clip, DecodeOptions options, Configuration configuration, MemberReader members)
            throws MediaException {
        String path = clip.identity().path();
        Packing packing = clip.file().packing();
        return packing == null
                ? openFile(path, options, configuration)
                : MediaStream.open(members.open(path, packing), path, options);
    }

    static @MustBeClosed MediaStream openFile(String path, DecodeOptions options, Configuration configuration)
            throws MediaException {
        HadoopMediaBytes bytes;
        try {
            bytes = HadoopMediaBytes.open(path, configuration);
        } catch (FileNotFoundException e) {
            throw new MediaException(
                    Reason.UNREADABLE,
                    "clip " + path + ": cannot be opened (" + e.getMessage() + ")",
                    "check that the file exists and is readable"
                            + (path.chars().allMatch(letter -> letter < 128)
                                    ? ""
                                    : ", that its name is UTF-8 and that so is the locale (LC_ALL=C.UTF-8)")
                            + ", then run again");
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
        return (apart != null && seen == null) || stream.hasVideo();
    }

    /**
     * The next piece of waveform, frame, or frame that was looked at before; nothing at the end. Pictures that lie apart
     * come when the waveform has reached them; those of the file itself are then left out.
     */
    Optional<DecodeEvent> next() throws MediaException {
        while (!pictureIsDue()) {
            Optional<MediaPiece> piece = stream.next();
            if (piece.isEmpty()) {
                heardSample = Long.MAX_VALUE;
                if (waiting == null) {
                    return Optional.empty();
                }
            } else if (piece.get() instanceof WaveformPiece heard) {
                heardSample = heard.endSample();
                return Optional.of(new DecodeEvent.Piece(heard));
            } else if (apart == null) {
                return Optional.of(new DecodeEvent.Piece(piece.get()));
            }
        }
        return Optional.of(nextPicture());
    }

    private boolean pictureIsDue() {
        return waiting != null && (long) waiting.second() * WaveformPiece.SAMPLE_RATE < heardSample;
    }

    private DecodeEvent nextPicture() throws MediaException {
        PictureSource.Picture picture = waiting;
        if (picture == null || apart == null) {
            throw new IllegalStateException("no picture waits");
        }
        waiting = apart.next().orElse(null);
        return picture.event();
    }

    /** What was found in the file itself, without the pictures that were looked at before. */
    DecodeReport decoded() {
        return stream.report();
    }

    DecodeReport report() {
        return seen == null ? stream.report() : stream.report().with(seen.report());
    }

    @Override
    public void close() {
        try (stream) {
            if (apart != null) {
                apart.close();
            }
        }
    }
}
