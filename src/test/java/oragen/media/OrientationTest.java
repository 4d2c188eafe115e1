package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrientationTest {
    /** One letter a pixel, so that a picture reads as its rows. */
    private static VideoFrame frame(String... rows) {
        byte[] rgb = new byte[rows.length * rows[0].length() * 3];
        int position = 0;
        for (String row : rows) {
            for (char pixel : row.toCharArray()) {
                rgb[position] = (byte) pixel;
                position += 3;
            }
        }
        return new VideoFrame(0, rows[0].length(), rows.length, rgb);
    }

    private static String rows(VideoFrame frame) {
        StringBuilder rows = new StringBuilder();
        for (int pixel = 0; pixel < frame.rgb().length / 3; pixel++) {
            rows.append(pixel > 0 && pixel % frame.width() == 0 ? "/" : "").append((char) frame.rgb()[pixel * 3]);
        }
        return rows.toString();
    }

    @ParameterizedTest
    @CsvSource({
        " 1,  0,  0,  1, abc/def",
        " 0,  1, -1,  0, da/eb/fc", // a quarter clockwise
        "-1,  0,  0, -1, fed/cba",
        " 0, -1,  1,  0, cf/be/ad", // a quarter counter-clockwise
        "-1,  0,  0,  1, cba/fed",
        " 1,  0,  0, -1, def/abc",
        " 0,  1,  1,  0, ad/be/cf",
        " 0, -1, -1,  0, fc/eb/da"
    })
    void everyMatrixTurnsAndMirrors(int a, int b, int c, int d, String shown) {
        int one = 1 << 16;
        int[] matrix = {a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30};
        assertThat(rows(Orientation.of(matrix).apply(frame("abc", "def")))).isEqualTo(shown);
    }
}
