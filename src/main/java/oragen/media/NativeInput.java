package oragen.media;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avformat.avio_read;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import oragen.media.MediaException.Reason;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * A container read from {@link MediaBytes} alone. libav is given no name and no protocol, only demuxers that hold
 * their own data, and a callback that refuses to open anything else.
 */
final class NativeInput implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int NOT_PERMITTED = -1;
    /** SEEK_SET, SEEK_CUR and SEEK_END of C. */
    private static final int FROM_START = 0;

    private static final int FROM_HERE = 1;
    private static final int FROM_END = 2;
    private static final int WHENCE_MASK = ~avformat.AVSEEK_FORCE;

    private static final AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer REFUSE =
            new AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer() {
                @Override
                public int call(
                        AVFormatContext context,
                        PointerPointer io,
                        BytePointer url,
                        int flags,
                        PointerPointer options) {
                    return NOT_PERMITTED;
                }
            };

    static {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    private final MediaBytes bytes;
    private final String name;
    private final ReadCallback read = new ReadCallback();
    private final SeekCallback seek = new SeekCallback();
    /** Not called position, which callbacks inherit from JavaCPP. */
    private long filePosition;

    private @Nullable Throwable thrown;
    private final AVIOContext io;
    private AVFormatContext format = new AVFormatContext(null);

    private NativeInput(MediaBytes bytes, String name) {
        this.bytes = bytes;
        this.name = name;
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
        this.io = avio_alloc_context(buffer, BUFFER_BYTES, 0, null, read, null, seek);
    }

    static NativeInput open(MediaBytes bytes, String name, DecodeOptions options) throws MediaException {
        NativeInput input = new NativeInput(bytes, name);
        try {
            input.openContainer(options);
            return input;
        } catch (MediaException | RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    /** The first bytes of the file, fewer where it is shorter, mostly from libav's buffer; libav's place in it stays. */
    byte[] beginning(int count) throws MediaException {
        long place = avio_seek(io, 0, FROM_HERE);
        avio_seek(io, 0, FROM_START);
        byte[] beginning = new byte[(int) Math.min(count, bytes.length())];
        int filled = avio_read(io, beginning, beginning.length);
        avio_seek(io, place, FROM_START);
        rethrow();
        return Arrays.copyOf(beginning, Math.max(0, filled));
    }

    AVFormatContext format() {
        return format;
    }

    private void openContainer(DecodeOptions options) throws MediaException {
        if (bytes.length() == 0) {
            throw new MediaException(Reason.EMPTY_FILE, "clip " + name + ": is empty", "copy the file again");
        }
        AVDictionary dictionary = new AVDictionary(null);
        avutil.av_dict_set(dictionary, "format_whitelist", Containers.TAKEN, 0);
        avutil.av_dict_set(dictionary, "protocol_whitelist", "none", 0);
        AVInputFormat raw = rawFormat(options, dictionary);
        format = avformat_alloc_context();
        format.pb(io);
        format.io_open(REFUSE);
        int code = avformat_open_input(format, (String) null, raw, dictionary);
        avutil.av_dict_free(dictionary);
        if (code < 0) {
            format = new AVFormatContext(null); // libav has freed it
            rethrow();
            throw unreadable(code);
        }
        PictureLimits.requireHeader(this, name); // libav may decode the picture to learn its size
        code = avformat_find_stream_info(format, (PointerPointer<?>) null);
        rethrow();
        if (code < 0) {
            throw unreadable(code);
        }
    }

    private @Nullable AVInputFormat rawFormat(DecodeOptions options, AVDictionary dictionary) throws MediaException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".raw") && !lower.endsWith(".pcm")) {
            return null;
        }
        RawAudio raw = options.rawAudio();
        if (raw == null) {
            throw new MediaException(
                    Reason.RAW_FORMAT_UNDECLARED,
                    "clip " + name + ": headerless audio in an unknown format",
                    "declare it, for example with --raw-audio s16le:8000");
        }
        avutil.av_dict_set(dictionary, "sample_rate", Integer.toString(raw.sampleRate()), 0);
        avutil.av_dict_set(dictionary, "ch_layout", raw.channels() + "c", 0);
        return av_find_input_format(raw.encoding());
    }

    private MediaException unreadable(int code) throws MediaException {
        Optional<String> refused = Containers.refused(beginning(Containers.TELLING_BYTES));
        boolean known = refused.isPresent() || code == avutil.AVERROR_PATCHWELCOME();
        String why = refused.map(container -> "is a file of a format that is not supported (" + container + ")")
                .orElse("cannot be opened as a media file (" + Libav.error(code) + ")");
        return new MediaException(
                known ? Reason.UNSUPPORTED_FORMAT : Reason.CORRUPT,
                "clip " + name + ": " + why,
                known ? "convert it to mp4, mkv or wav" : "copy the file again, or convert it to mp4, mkv or wav");
    }

    /** Throws what a callback has caught: a failing storage is the file's reason, anything else is ours or the JVM's. */
    void rethrow() throws MediaException {
        Throwable caught = thrown;
        thrown = null;
        if (caught instanceof IOException) {
            throw new MediaException(
                    Reason.UNREADABLE,
                    "clip " + name + ": cannot be read (" + caught.getMessage() + ")",
                    "check the storage and the permissions, then run again");
        }
        if (caught instanceof Error error) {
            throw error;
        }
        if (caught != null) {
            throw new IllegalStateException("reading " + name + " failed", caught);
        }
    }

    @Override
    public void close() {
        if (!format.isNull()) {
            avformat_close_input(format);
        }
        if (!io.isNull()) {
            avutil.av_free(io.buffer());
            avio_context_free(new PointerPointer<>(1).put(0, io));
        }
        read.close();
        seek.close();
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + name, e);
        }
    }

    private final class ReadCallback extends Read_packet_Pointer_BytePointer_int {
        private final byte[] copy = new byte[BUFFER_BYTES];

        @Override
        public int call(Pointer opaque, BytePointer target, int size) {
            try {
                int count = bytes.read(copy, 0, Math.min(size, copy.length));
                if (count <= 0) {
                    return avutil.AVERROR_EOF();
                }
                target.put(copy, 0, count);
                filePosition += count;
                return count;
            } catch (Throwable e) { // nothing may fly through native frames
                thrown = e;
                return avutil.AVERROR_EXTERNAL();
            }
        }
    }

    private final class SeekCallback extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            try {
                long target = switch (whence & WHENCE_MASK) {
                    case FROM_START -> offset;
                    case FROM_HERE -> filePosition + offset;
                    case FROM_END -> bytes.length() + offset;
                    case avformat.AVSEEK_SIZE -> {
                        yield Long.MIN_VALUE;
                    }
                    default -> -1;
                };
                if (target == Long.MIN_VALUE) {
                    return bytes.length();
                }
                if (target < 0 || target > bytes.length()) {
                    return NOT_PERMITTED;
                }
                bytes.seek(target);
                filePosition = target;
                return target;
            } catch (Throwable e) { // nothing may fly through native frames
                thrown = e;
                return avutil.AVERROR_EXTERNAL();
            }
        }
    }
}
