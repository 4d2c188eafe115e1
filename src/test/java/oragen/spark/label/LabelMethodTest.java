package oragen.spark.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import oragen.bundle.NetworkPrecision;
import oragen.bundle.PrecisionPreference;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.pipeline.WindowTable;
import oragen.pipeline.decode.PictureDecoder;
import oragen.window.Protocol;
import org.junit.jupiter.api.Test;

final class LabelMethodTest {
    private static Map<String, String> deciding(PictureDecoder decoder, NetworkPrecision settled) {
        return new LabelMethod(
                        new PredictionJob(WindowTable.OMITTED),
                        null,
                        null,
                        PrecisionPreference.AUTO,
                        decoder,
                        Protocol.RELEASED,
                        FaceChoice.LARGEST,
                        null,
                        List.of())
                .deciding(Modality.BOTH, settled);
    }

    @Test
    void picturesOfAnotherDecoderAreAnotherRunAndTheProcessorsRunsKeepTheirKey() {
        assertThat(deciding(PictureDecoder.CPU, NetworkPrecision.FP32)).doesNotContainKey("decode");
        assertThat(deciding(PictureDecoder.GPU, NetworkPrecision.FP32)).containsEntry("decode", "gpu");
    }

    @Test
    void thePrecisionThatWasSettledDecides() {
        assertThat(deciding(PictureDecoder.CPU, NetworkPrecision.FP16)).containsEntry("precision", "fp16");
    }
}
