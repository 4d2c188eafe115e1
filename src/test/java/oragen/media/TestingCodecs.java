package oragen.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Encoders of FFmpeg for a {@link TestingFilm}.
 *
 * @param pictures empty for none
 * @param sound empty for none
 */
record TestingCodecs(String pictures, String sound) {
    static final TestingCodecs MPEG = new TestingCodecs("mpeg2video", "mp2");

    /** DV and MXF know only the rates of television. */
    int framesASecond() {
        return sound.equals("pcm_s16le") && !pictures.isEmpty() ? 25 : 10;
    }

    AVCodecContext forPictures(int keyEvery) {
        AVCodecContext codec = avcodec_alloc_context3(avcodec_find_encoder_by_name(pictures));
        switch (pictures) {
            case "dvvideo" -> codec.width(720).height(576);
            case "h263" -> codec.width(176).height(144);
            default -> codec.width(64).height(48);
        }
        boolean grey = switch (pictures) {
            case "gif", "apng", "png", "tiff" -> true;
            default -> false;
        };
        codec.pix_fmt(grey ? avutil.AV_PIX_FMT_GRAY8 : avutil.AV_PIX_FMT_YUV420P);
        codec.time_base(av_make_q(1, framesASecond())).framerate(av_make_q(framesASecond(), 1));
        codec.gop_size(keyEvery).max_b_frames(0).bit_rate(200_000);
        // Rates below 23 a second are none of MPEG-2's, nor the limited range of mjpeg.
        codec.strict_std_compliance(avcodec.FF_COMPLIANCE_UNOFFICIAL);
        return codec;
    }

    AVCodecContext forSound() {
        AVCodecContext codec = avcodec_alloc_context3(avcodec_find_encoder_by_name(sound));
        int rate = switch (sound) {
            case "libopencore_amrnb" -> 8_000;
            case "libvo_amrwbenc" -> 16_000;
            case "libmp3lame" -> 44_100;
            case "pcm_s16le" -> 48_000;
            default -> 32_000;
        };
        int format = switch (sound) {
            case "aac", "wmav2" -> avutil.AV_SAMPLE_FMT_FLTP;
            case "libmp3lame", "alac" -> avutil.AV_SAMPLE_FMT_S16P;
            default -> avutil.AV_SAMPLE_FMT_S16;
        };
        codec.sample_rate(rate).sample_fmt(format).time_base(av_make_q(1, rate));
        codec.bit_rate(
                switch (sound) {
                    case "libopencore_amrnb" -> 12_200;
                    case "libvo_amrwbenc" -> 23_850;
                    default -> 64_000;
                });
        avutil.av_channel_layout_default(codec.ch_layout(), pictures.equals("dvvideo") ? 2 : 1);
        return codec;
    }
}
