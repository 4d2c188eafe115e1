package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oragen.InputException;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which streams go to the video engine of a GPU, and what happens where there is none. */
final class VideoEngineIT {
    /** A number that no machine has, so that these hold on one with a GPU too. */
    private static final int NOWHERE = 4711;

    private static Optional<String> decoder(int codec, int format) {
        return Libav.engineDecoder(codec, format);
    }

    @Test
    void filmsOfEightBitsGoToTheEngine() {
        int eight = avutil.AV_PIX_FMT_YUV420P;
        assertThat(decoder(avcodec.AV_CODEC_ID_H264, eight)).hasValue("h264_cuvid");
        assertThat(decoder(avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUVJ420P))
                .hasValue("h264_cuvid");
        assertThat(decoder(avcodec.AV_CODEC_ID_HEVC, eight)).hasValue("hevc_cuvid");
        assertThat(decoder(avcodec.AV_CODEC_ID_AV1, eight)).hasValue("av1_cuvid");
        assertThat(decoder(avcodec.AV_CODEC_ID_VP9, eight)).hasValue("vp9_cuvid");
    }

    @Test
    void profilesThatItLacksStayWithTheProcessor() {
        int ten = avutil.AV_PIX_FMT_YUV420P10LE;
        assertThat(decoder(avcodec.AV_CODEC_ID_HEVC, ten)).hasValue("hevc_cuvid");
        assertThat(decoder(avcodec.AV_CODEC_ID_H264, ten)).isEmpty();
        assertThat(decoder(avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUV422P)).isEmpty();
        assertThat(decoder(avcodec.AV_CODEC_ID_HEVC, avutil.AV_PIX_FMT_YUV444P)).isEmpty();
    }

    @Test
    void picturesAndCodecsWithoutADecoderStayWithTheProcessor() {
        assertThat(decoder(avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P))
                .isEmpty();
        assertThat(decoder(avcodec.AV_CODEC_ID_THEORA, avutil.AV_PIX_FMT_YUV420P))
                .isEmpty();
        assertThat(decoder(avcodec.AV_CODEC_ID_AAC, avutil.AV_PIX_FMT_NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264", "hevc", "av1", "vp9", "vp8", "vc1", "mpeg4", "mpeg2", "mpeg1"})
    void theFfmpegOfThisBuildHasEachDecoder(String codec) {
        assertThat(avcodec.avcodec_find_decoder_by_name(codec + "_cuvid").isNull())
                .isFalse();
    }

    @Test
    void aGpuThatIsNotThereIsAnErrorWithARemedy() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> MediaStream.requireGpu(NOWHERE))
                .withMessageStartingWith(
                        "--decode gpu: FFmpeg cannot use the video engine of GPU 4711; use --decode cpu");
    }

    @Test
    void whatTheEngineDoesNotTakeIsDecodedByTheProcessorAndTold() throws Exception {
        Path clip = Path.of("src/main/resources/demo/steady.mp4");
        Decoded processor = Decoded.of(clip, DecodeOptions.WHOLE_FILE);
        Decoded asked = Decoded.of(clip, DecodeOptions.WHOLE_FILE.onGpu(NOWHERE));
        assertThat(processor.report().warnings()).isEmpty();
        assertThat(asked.report().warnings()).containsExactly("decoded_on_processor");
        assertThat(asked.report().decodedPictures())
                .isEqualTo(processor.report().decodedPictures());
        assertThat(asked.pictures()).hasSameSizeAs(processor.pictures()).isNotEmpty();
        for (int i = 0; i < asked.pictures().size(); i++) {
            assertThat(asked.pictures().get(i))
                    .containsExactly(processor.pictures().get(i));
        }
    }

    @Test
    void soundAloneIsNoMatterOfTheGpu() throws Exception {
        Path clip = Path.of("src/main/resources/demo/voice.wav");
        assertThat(Decoded.of(clip, DecodeOptions.WHOLE_FILE.onGpu(NOWHERE))
                        .report()
                        .warnings())
                .isEmpty();
    }

    private record Decoded(List<byte[]> pictures, DecodeReport report) {
        static Decoded of(Path file, DecodeOptions options) throws IOException, MediaException {
            List<byte[]> pictures = new ArrayList<>();
            try (MediaStream stream = MediaStream.open(FileMediaBytes.open(file), file.toString(), options)) {
                for (Optional<VideoFrame> picture = stream.nextPicture();
                        picture.isPresent();
                        picture = stream.nextPicture()) {
                    pictures.add(picture.get().rgb());
                }
                return new Decoded(pictures, stream.report());
            }
        }
    }
}
