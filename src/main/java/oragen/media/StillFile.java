package oragen.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import oragen.media.MediaException.Reason;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;

/** What files of one picture say of themselves that libav's decoders do not tell. */
final class StillFile {
    /** RIFF header, VP8X chunk and its flags (WebP container specification, "Extended File Format"). */
    private static final int WEBP_FLAGS_AT = 20;

    private static final int WEBP_ANIMATED = 0x02;
    private static final int JPEG_MARK = 0xff;
    private static final int JPEG_END = 0xd9;
    private static final int JPEG_SCAN = 0xda;

    /** Sequential or progressive, in Huffman codes: all that libav decodes. */
    private static final int JPEG_FRAME = 0xc0;

    /** Colour profiles and thumbnails of cameras lie before the size. */
    private static final int JPEG_HEADER_BYTES = 1 << 20;

    /** After the signature, and length and name of the chunk IHDR (PNG specification, 11.2.1). */
    private static final int PNG_HEADER_AT = 16;

    private StillFile() {}

    /** Refuses pictures of which libav would decode nothing, or one tile only. */
    static void requireWhole(NativeInput input, String name) throws MediaException {
        AVFormatContext format = input.format();
        for (int i = 0; i < format.nb_stream_groups(); i++) {
            boolean tiles = format.stream_groups(i).type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
            int count = tiles ? format.stream_groups(i).params_tile_grid().nb_tiles() : 0;
            if (count > 1) {
                throw unsupported(name, "a picture in " + count + " tiles (a grid of AVIF or HEIF)");
            }
        }
        if (isOf(format, "webp_pipe") && isAnimatedWebp(input.beginning(WEBP_FLAGS_AT + 1))) {
            throw unsupported(name, "an animated WebP picture");
        }
    }

    private static boolean isOf(AVFormatContext format, String demuxer) {
        return format.iformat().name().getString().equals(demuxer);
    }

    private static boolean isAnimatedWebp(byte[] beginning) {
        return beginning.length > WEBP_FLAGS_AT
                && new String(beginning, 8, 8, StandardCharsets.US_ASCII).equals("WEBPVP8X")
                && (beginning[WEBP_FLAGS_AT] & WEBP_ANIMATED) != 0;
    }

    private static MediaException unsupported(String name, String found) {
        return new MediaException(
                Reason.UNSUPPORTED_FORMAT,
                "clip " + name + ": " + found + ", which is not supported",
                "convert it to JPEG, PNG or mp4");
    }

    /**
     * A picture by the header of its file.
     *
     * @param bits of a decoded pixel
     */
    record Header(int width, int height, int bits) {}

    /** What a PNG file says of its picture. */
    static Optional<Header> png(NativeInput input) throws MediaException {
        if (!isOf(input.format(), "png_pipe")) {
            return Optional.empty();
        }
        ByteBuffer file = ByteBuffer.wrap(input.beginning(PNG_HEADER_AT + 10));
        return file.capacity() < PNG_HEADER_AT + 10
                ? Optional.empty()
                : Optional.of(new Header(
                        file.getInt(PNG_HEADER_AT),
                        file.getInt(PNG_HEADER_AT + 4),
                        file.get(PNG_HEADER_AT + 8) * channelsOfPng(file.get(PNG_HEADER_AT + 9))));
    }

    /** By the type of colour: grey or a palette, grey and alpha, colour, colour and alpha. */
    private static int channelsOfPng(int type) {
        return switch (type) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** What a JPEG file says of its picture. */
    static Optional<Header> jpeg(NativeInput input) throws MediaException {
        return isJpeg(input.format()) ? jpeg(ByteBuffer.wrap(input.beginning(JPEG_HEADER_BYTES))) : Optional.empty();
    }

    /** From the frame header, before which lie other segments with their lengths (ITU-T T.81, B.1.1.4 and B.2.2). */
    private static Optional<Header> jpeg(ByteBuffer file) {
        int at = 2;
        while (at + 10 <= file.capacity() && (file.get(at) & 0xff) == JPEG_MARK) {
            int mark = file.get(at + 1) & 0xff;
            if (mark >= JPEG_FRAME && mark < JPEG_FRAME + 3) {
                int bits = file.get(at + 4) * file.get(at + 9);
                return Optional.of(new Header(file.getShort(at + 7) & 0xffff, file.getShort(at + 5) & 0xffff, bits));
            }
            at += 2 + (file.getShort(at + 2) & 0xffff);
        }
        return Optional.empty();
    }

    /** Whether a file is one JPEG picture. */
    static boolean isJpeg(AVFormatContext format) {
        return isOf(format, "jpeg_pipe");
    }

    /** Whether a JPEG file ends before its end marker (ITU-T T.81, B.1.1.3); its decoder fills the rest with grey. */
    static boolean isCutOff(AVPacket packet) {
        byte[] content = new byte[packet.size()];
        packet.data().get(content);
        // Cameras append data of their own, and a thumbnail in front has an end too.
        for (int i = content.length - 2; i >= 0; i--) {
            int mark = (content[i] & 0xff) == JPEG_MARK ? content[i + 1] & 0xff : 0;
            if (mark == JPEG_END || mark == JPEG_SCAN) {
                return mark == JPEG_SCAN;
            }
        }
        return true;
    }
}
