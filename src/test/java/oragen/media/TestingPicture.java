package oragen.media;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes very large pictures of one level of grey, which takes neither much memory nor a large file. */
final class TestingPicture {
    private static final int GREY = 0;
    private static final int COLOUR = 2;

    private TestingPicture() {}

    static byte[] greyPng(int width, int height) throws IOException {
        return png(width, height, new int[] {1, GREY}, 1);
    }

    static byte[] deepPng(int width, int height) throws IOException {
        return png(width, height, new int[] {16, COLOUR}, 48);
    }

    /** @param kind bits of a sample, and the type of colour */
    private static byte[] png(int width, int height, int[] kind, int bitsOfPixel) throws IOException {
        byte[] row = new byte[1 + (int) (((long) width * bitsOfPixel + 7) / 8)];
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(pixels, new Deflater(Deflater.BEST_SPEED))) {
            for (int y = 0; y < height; y++) {
                deflated.write(row);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        file.writeBytes(
                chunk("IHDR", header.put((byte) kind[0]).put((byte) kind[1]).array()));
        file.writeBytes(chunk("IDAT", pixels.toByteArray()));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String name, byte[] content) {
        byte[] named = (name + new String(content, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    /** A grey JPEG of level 128; a block is two bits long, both zero: no difference, no frequencies. */
    static byte[] jpeg(int width, int height) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(file)) {
            output.writeShort(0xffd8);
            byte[] quantisation = new byte[65];
            Arrays.fill(quantisation, 1, 65, (byte) 1);
            segment(output, 0xffdb, quantisation);
            ByteBuffer frame = ByteBuffer.allocate(9)
                    .put((byte) 8)
                    .putShort((short) height)
                    .putShort((short) width);
            segment(output, 0xffc0, frame.put(new byte[] {1, 1, 0x11, 0}).array());
            for (int table : new int[] {0x00, 0x10}) {
                byte[] codes = new byte[18];
                codes[0] = (byte) table;
                codes[1] = 1;
                segment(output, 0xffc4, codes);
            }
            segment(output, 0xffda, new byte[] {1, 1, 0, 0, 63, 0});
            long blocks = (long) ((width + 7) / 8) * ((height + 7) / 8);
            output.write(new byte[(int) (blocks * 2 / 8 + 1)]);
            output.writeShort(0xffd9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void segment(DataOutputStream output, int mark, byte[] content) throws IOException {
        output.writeShort(mark);
        output.writeShort(2 + content.length);
        output.write(content);
    }
}
