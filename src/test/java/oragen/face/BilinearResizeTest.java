package oragen.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BilinearResizeTest {
    private record Picture(int width, int height, byte[] rgb) {
        static Picture read(String name) throws IOException {
            try (InputStream stream = BilinearResizeTest.class.getResourceAsStream("/resize/" + name)) {
                BufferedImage image = ImageIO.read(stream);
                byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
                for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
                    int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
                    rgb[3 * i] = (byte) (pixel >> 16);
                    rgb[3 * i + 1] = (byte) (pixel >> 8);
                    rgb[3 * i + 2] = (byte) pixel;
                }
                return new Picture(image.getWidth(), image.getHeight(), rgb);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "up", "wide", "tall"})
    void equalsPillow(String name) throws IOException {
        Picture source = Picture.read(name + ".in.png");
        Picture expected = Picture.read(name + ".out.png");
        byte[] resized = BilinearResize.resize(
                source.rgb(), source.width(), source.height(), expected.width(), expected.height());
        assertThat(resized).isEqualTo(expected.rgb());
    }
}
