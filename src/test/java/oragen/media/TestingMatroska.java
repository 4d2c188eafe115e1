package oragen.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Writes Matroska files (RFC 9559) with any time stamps: 16 kHz sound, and pictures of a level of grey. */
final class TestingMatroska {
    private static final int SOUND = 1;
    private static final int PICTURES = 2;

    private final ByteArrayOutputStream clusters = new ByteArrayOutputStream();
    private final ByteArrayOutputStream firstTracks = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tags = new ByteArrayOutputStream();
    private boolean hasSound = true;
    private boolean filmIsDefault = true;

    /** A tone of a tenth of a second. */
    TestingMatroska sound(long millis) {
        ByteBuffer samples = ByteBuffer.allocate(3200).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1600; i++) {
            samples.putShort((short) Math.round(Math.sin(2 * Math.PI * 440 * i / 16_000) * 8192));
        }
        return block(SOUND, millis, samples.array());
    }

    /** @param grey from 0 to 255 */
    TestingMatroska picture(long millis, int grey) throws IOException {
        return block(PICTURES, millis, jpeg(grey));
    }

    private static byte[] jpeg(int grey) throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, grey * 0x010101);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /** A track before all others that no decoder knows. @param type 1 for pictures, 2 for sound */
    TestingMatroska unknownTrack(int number, int type) {
        byte[] size = join(element(0xB0, number(16)), element(0xBA, number(16)));
        firstTracks.writeBytes(
                track(number, type, type == 1 ? "V_UNKNOWN" : "A_UNKNOWN", element(type == 1 ? 0xE0 : 0xE1, size)));
        return this;
    }

    /** Leaves the track of sound out. */
    TestingMatroska withoutSound() {
        hasSound = false;
        return this;
    }

    /** A picture of a track of its own, before all others: the thumbnail of a film. */
    TestingMatroska thumbnail(int number, int grey) throws IOException {
        byte[] size = join(element(0xB0, number(16)), element(0xBA, number(16)));
        firstTracks.writeBytes(track(number, 1, "V_MJPEG", element(0xE0, size)));
        return block(number, 0, jpeg(grey));
    }

    /** The film is not what the file wants to be shown; tracks of which nothing is said are. */
    TestingMatroska filmIsNoDefault() {
        filmIsDefault = false;
        return this;
    }

    /** A picture as FFmpeg copies it from a file of its own: 25 a second, of which there is one. */
    TestingMatroska timedThumbnail(int number, int grey) throws IOException {
        byte[] size = join(element(0xB0, number(16)), element(0xBA, number(16)));
        byte[] frame = element(0x23E383, number(40_000_000));
        firstTracks.writeBytes(track(number, 1, "V_MJPEG", join(frame, element(0xE0, size))));
        byte[] name = element(0x45A3, "DURATION".getBytes(StandardCharsets.US_ASCII));
        byte[] value = element(0x4487, "00:00:00.040000000".getBytes(StandardCharsets.US_ASCII));
        byte[] target = element(0x63C0, element(0x63C5, number(number)));
        tags.writeBytes(element(0x7373, join(target, element(0x67C8, join(name, value)))));
        return block(number, 0, jpeg(grey));
    }

    /** @param declaredMillis not positive where the file declares no length */
    byte[] file(long declaredMillis) {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        byte[] scale = element(0x2AD7B1, number(1_000_000));
        byte[] duration = ByteBuffer.allocate(8).putDouble(declaredMillis).array();
        segment.writeBytes(element(0x1549A966, declaredMillis > 0 ? join(scale, element(0x4489, duration)) : scale));
        byte[] audio = join(
                element(0xB5, ByteBuffer.allocate(8).putDouble(16_000).array()),
                element(0x9F, number(1)),
                element(0x6264, number(16)));
        byte[] video = join(element(0xB0, number(16)), element(0xBA, number(16)));
        segment.writeBytes(element(
                0x1654AE6B,
                join(
                        firstTracks.toByteArray(),
                        hasSound ? track(SOUND, 2, "A_PCM/INT/LIT", element(0xE1, audio)) : new byte[0],
                        track(
                                PICTURES,
                                1,
                                "V_MJPEG",
                                join(element(0x88, number(filmIsDefault ? 1 : 0)), element(0xE0, video))))));
        if (tags.size() > 0) {
            segment.writeBytes(element(0x1254C367, tags.toByteArray()));
        }
        segment.writeBytes(clusters.toByteArray());
        byte[] header = element(0x1A45DFA3, element(0x4282, "matroska".getBytes(StandardCharsets.US_ASCII)));
        return join(header, element(0x18538067, segment.toByteArray()));
    }

    private TestingMatroska block(int track, long millis, byte[] content) {
        byte[] header = {(byte) (0x80 | track), 0, 0, (byte) 0x80};
        clusters.writeBytes(element(
                0x1F43B675, join(element(0xE7, number(millis)), element(0xA3, join(header, content)))));
        return this;
    }

    private static byte[] track(int number, int type, String codec, byte[] rest) {
        return element(
                0xAE,
                join(
                        element(0xD7, number(number)),
                        element(0x73C5, number(number)),
                        element(0x83, number(type)),
                        element(0x86, codec.getBytes(StandardCharsets.US_ASCII)),
                        rest));
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static byte[] element(int id, byte[] content) {
        int idBytes = 4 - Integer.numberOfLeadingZeros(id) / 8;
        ByteBuffer element = ByteBuffer.allocate(idBytes + 8 + content.length);
        for (int i = idBytes - 1; i >= 0; i--) {
            element.put((byte) (id >>> (8 * i)));
        }
        element.putLong(0x0100000000000000L | content.length);
        return element.put(content).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
