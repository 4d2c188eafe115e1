package oragen.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes an AVIF picture whose tiles lie side by side (ISO/IEC 23008-12, "Image grid derivation"). */
final class TestingTiles {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int GRID = 1;

    private TestingTiles() {}

    /** @param tiles each is the picture that FFmpeg writes into an AVIF file of one picture */
    static byte[] avif(int tiles) throws IOException {
        byte[] single = new TestingFilm("avif", new TestingCodecs("libaom-av1", ""), 1, 10, 0, 80).firstPicture();
        byte[] configuration = boxIn(single, "av1C");
        byte[] media = boxIn(single, "mdat");
        byte[] tile = Arrays.copyOfRange(media, 8, media.length);
        byte[] type = box("ftyp", text("avif"), number(0, 4), text("avifmif1miafMA1A"));
        // Places depend on the length of what is before them, which does not depend on the places.
        int start = type.length + meta(tiles, configuration, tile.length, 0).length + 8;
        return join(type, meta(tiles, configuration, tile.length, start), box("mdat", tile));
    }

    private static byte[] meta(int tiles, byte[] configuration, int length, int start) {
        byte[] items = item(GRID, "grid");
        byte[] references = join(number(GRID, 2), number(tiles, 2));
        byte[] properties = join(number(GRID, 2), new byte[] {1, 1});
        // The grid lies in the box idat, method 1; the tiles lie in the file.
        byte[] places = place(GRID, 1, 0, 8);
        for (int tile = GRID + 1; tile <= GRID + tiles; tile++) {
            items = join(items, item(tile, "av01"));
            references = join(references, number(tile, 2));
            properties = join(properties, number(tile, 2), new byte[] {2, 2, (byte) 0x83});
            places = join(places, place(tile, 0, start, length));
        }
        byte[] sizes = join(size(WIDTH * tiles), size(WIDTH), configuration);
        byte[] grid = join(number(0, 3), number(tiles - 1, 1), number(WIDTH * tiles, 2), number(HEIGHT, 2));
        return full(
                "meta",
                0,
                full("hdlr", 0, number(0, 4), text("pict"), new byte[13]),
                full("pitm", 0, number(GRID, 2)),
                full("iloc", 1, number(0x4400, 2), number(tiles + 1, 2), places),
                full("iinf", 0, number(tiles + 1, 2), items),
                full("iref", 0, box("dimg", references)),
                box("iprp", box("ipco", sizes), full("ipma", 0, number(tiles + 1, 4), properties)),
                box("idat", grid));
    }

    private static byte[] item(int number, String type) {
        return full("infe", 2, number(number, 2), number(0, 2), text(type), new byte[1]);
    }

    private static byte[] place(int item, int method, int offset, int length) {
        return join(
                number(item, 2), number(method, 2), number(0, 2), number(1, 2), number(offset, 4), number(length, 4));
    }

    private static byte[] size(int width) {
        return full("ispe", 0, number(width, 4), number(HEIGHT, 4));
    }

    /** A box with its header. */
    private static byte[] boxIn(byte[] file, String type) {
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(type) - 4;
        return Arrays.copyOfRange(file, at, at + ByteBuffer.wrap(file).getInt(at));
    }

    private static byte[] full(String type, int version, byte[]... content) {
        return box(type, number((long) version << 24, 4), join(content));
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] joined = join(content);
        return join(number(joined.length + 8, 4), text(type), joined);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(long value, int bytes) {
        return Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(value).array(), 8 - bytes, 8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
