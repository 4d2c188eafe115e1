package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import oragen.media.DecodeOptions;
import oragen.media.Orientation;
import oragen.media.TestingMedia;
import oragen.media.VideoFrame;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the demo's face that are stored turned without saying so. */
final class TurnedPictureIT {
    @TempDir
    private Path folder;

    private static void write(VideoFrame frame, Path file) throws IOException {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < frame.width() * frame.height(); pixel++) {
            int red = frame.rgb()[pixel * 3] & 0xff;
            int green = frame.rgb()[pixel * 3 + 1] & 0xff;
            int blue = frame.rgb()[pixel * 3 + 2] & 0xff;
            image.setRGB(pixel % frame.width(), pixel / frame.width(), red << 16 | green << 8 | blue);
        }
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    @Test
    void aFaceIsLabelledAlikeWhicheverWayUpItIs() throws Exception {
        VideoFrame portrait = TestingMedia.decode(
                        TestingMedia.resource("/demo/steady.mp4"), "steady.mp4", DecodeOptions.WHOLE_FILE)
                .frames()
                .get(0);
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        write(portrait, pictures.resolve("upright.png"));
        write(Orientation.QUARTER_CLOCKWISE.apply(portrait), pictures.resolve("clockwise.png"));
        write(Orientation.HALF_TURN.apply(portrait), pictures.resolve("upside down.png"));
        write(Orientation.QUARTER_COUNTERCLOCKWISE.apply(portrait), pictures.resolve("counterclockwise.png"));
        Path output = folder.resolve("labels");
        assertThat(Main.run("label", "--input", pictures.toString(), "--output", output.toString()))
                .isZero();
        Map<String, Row> rows = TestingCorpus.rows(output.resolve("predictions"));
        assertThat(rows).hasSize(4);
        Row upright = rows.get("upright.png");
        rows.forEach((name, row) -> {
            assertThat(row.<String>getAs("gender")).as(name).isEqualTo(upright.<String>getAs("gender"));
            assertThat(row.<String>getAs("mask_type")).as(name).isEqualTo(upright.<String>getAs("mask_type"));
            // The network's boxes of faces that lie sideways differ a little.
            assertThat(row.<Double>getAs("age")).as(name).isCloseTo(upright.<Double>getAs("age"), within(3.0));
        });
    }
}
