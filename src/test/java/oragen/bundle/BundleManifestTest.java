package oragen.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import oragen.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest says of crops, and what becomes of manifests that cannot say it. */
final class BundleManifestTest {
    private final JsonMapper json = JsonMapper.builder().build();
    private ObjectNode manifest = json.createObjectNode();

    @BeforeEach
    void read() throws IOException {
        manifest = (ObjectNode)
                json.readTree(Path.of("models/compact/manifest.json").toFile());
    }

    private ObjectNode encoder() {
        return (ObjectNode) manifest.path("visualEncoder");
    }

    private ObjectNode crop() {
        return (ObjectNode) encoder().path("crop");
    }

    private BundleManifest parsed() {
        return ModelBundle.parseManifest(
                "bundle/manifest.json", manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void isRefused(String message) {
        assertThatExceptionOfType(InputException.class).isThrownBy(this::parsed).withMessage(message);
    }

    @Test
    void theCropIsRead() {
        crop().put("shape", "stretched").put("edge", "clipped").put("margin", 0.1);
        assertThat(Objects.requireNonNull(parsed().visualEncoder()).crop())
                .isEqualTo(new BundleManifest.FaceCrop(
                        BundleManifest.CropShape.STRETCHED, BundleManifest.CropEdge.CLIPPED, 0.1));
    }

    @Test
    void anUnknownShapeOrEdgeIsNamedWithThoseThereAre() {
        crop().put("shape", "round");
        isRefused("bundle/manifest.json, visualEncoder.crop.shape: \"round\" is none of square, stretched;"
                + " correct the manifest");
        crop().put("shape", 1);
        isRefused("bundle/manifest.json, visualEncoder.crop.shape: \"1\" is none of square, stretched;"
                + " correct the manifest");
        crop().put("shape", "square").put("edge", "mirrored");
        isRefused("bundle/manifest.json, visualEncoder.crop.edge: \"mirrored\" is none of padded, clipped;"
                + " correct the manifest");
    }

    @Test
    void aMarginMustBeAPartOfTheBox() {
        crop().put("margin", -0.1);
        isRefused("bundle/manifest.json, visualEncoder.crop: margin -0.1 is not from 0 to 5.0 times the box;"
                + " correct the manifest");
        crop().put("margin", 10);
        isRefused("bundle/manifest.json, visualEncoder.crop: margin 10.0 is not from 0 to 5.0 times the box;"
                + " correct the manifest");
        crop().remove("margin");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(this::parsed)
                .withMessageContaining("visualEncoder.crop.margin");
    }

    @Test
    void anEncoderWithoutACropIsIncomplete() {
        crop().remove("edge");
        isRefused("bundle/manifest.json: no visualEncoder.crop.edge; complete the manifest");
        encoder().remove("crop");
        isRefused("bundle/manifest.json: no visualEncoder.crop; complete the manifest");
    }

    @Test
    void anEarlierManifestKeepsItsSquareCrop() {
        encoder().put("cropScale", 1.25).remove("crop");
        assertThat(Objects.requireNonNull(parsed().visualEncoder()).crop())
                .isEqualTo(new BundleManifest.FaceCrop(
                        BundleManifest.CropShape.SQUARE, BundleManifest.CropEdge.PADDED, 0.125));
    }

    @Test
    void anEarlierBundleOfOragenMustBeMadeAgain() {
        encoder().put("cropScale", 1.25).remove("crop");
        manifest.putObject("conversion")
                .put("precision", "fp32")
                .put("deviation", "population")
                .put("windowGigaflops", 1)
                .put("frameGigaflops", 1);
        isRefused("bundle/manifest.json, visualEncoder.cropScale: 1.25 is from an earlier version of oragen,"
                + " which cropped faces differently from ORAGEN; make the bundle again (model import, model random),"
                + " and train again what was trained on its features");
        manifest.putNull("visualEncoder").putNull("visualHead");
        assertThat(parsed().conversion()).as("it only listens").isNotNull();
    }

    @Test
    void aCropIsSaidInOneWay() {
        encoder().put("cropScale", 1.25);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(this::parsed)
                .withMessageContaining("visualEncoder.cropScale");
    }

    @Test
    void anEmptyFileIsNoManifest() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ModelBundle.parseManifest("bundle/manifest.json", new byte[0]))
                .withMessage("bundle/manifest.json: contains no manifest; copy the whole bundle again");
    }

    /** Sizes from which lengths of arrays are computed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/windows|lengthSeconds|-1|is not from 1 to 3600",
                "/windows|lengthSeconds|2147483647|is not from 1 to 3600",
                "/windows|shiftSeconds|0|is not from 1 to 4",
                "/windows|minimumSeconds|5|is not from 0 to 4",
                "/windows|slots|0|is not from 1 to 3600",
                "/voiceActivity|chunkSamples|0|is not from 1 to 1048576",
                "/voiceActivity|contextSamples|-1|is not from 0 to 512",
                "/voiceActivity|threshold|1.5|is not from 0.0 to 1.0",
                "/voiceActivity|stateShape|[2, 0]|is not a shape of 1 to 16777216 values",
                "/faceDetector|imageSize|100000|is not from 1 to 4096",
                "/faceDetector/grids/0|cells|-16|is not from 1 to 4096",
                "/audioEncoder|featureShape|[65536, 65536]|is not a shape of 1 to 16777216 values",
                "/visualEncoder|featureShape|[-1]|is not a shape of 1 to 16777216 values",
                "/visualEncoder|width|0|is not from 1 to 4096"
            })
    void aNumberThatCannotBeIsNamed(String record, String field, String value, String problem) throws IOException {
        ((ObjectNode) manifest.at(record)).set(field, json.readTree(value));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(this::parsed)
                .withMessageContaining("bundle/manifest.json")
                .withMessageContaining(field + " " + value)
                .withMessageContaining(problem)
                .withMessageEndingWith("; correct the manifest");
    }
}
