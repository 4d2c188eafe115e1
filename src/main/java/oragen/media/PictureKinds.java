package oragen.media;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Tells what a packet is to the pictures around it, by what its codec writes at its beginning. Certain are H.264 without
 * fields, HEVC, MPEG-1 and MPEG-2 in frames, VP8, VP9, AV1, and of the formats whose pictures stand alone MJPEG with its
 * own tables, ProRes and DNxHD. Not MPEG-4 Part 2, whose packets may hold two pictures or none.
 */
interface PictureKinds {
    /** Nothing where it is not certain. */
    Optional<PictureKind> of(byte[] packet);

    /** Nothing for codecs whose packets tell nothing. */
    static Optional<PictureKinds> of(AVCodecParameters parameters) {
        byte[] extra = new byte[Math.max(0, parameters.extradata_size())];
        if (extra.length > 0) {
            parameters.extradata().get(extra);
        }
        int codec = parameters.codec_id();
        return Optional.ofNullable(
                switch (codec) {
                    case avcodec.AV_CODEC_ID_H264 -> new H264Kinds(extra);
                    case avcodec.AV_CODEC_ID_HEVC -> new HevcKinds(extra);
                    case avcodec.AV_CODEC_ID_MPEG1VIDEO, avcodec.AV_CODEC_ID_MPEG2VIDEO -> new MpegKinds();
                    case avcodec.AV_CODEC_ID_VP8 -> VpxKinds::vp8;
                    case avcodec.AV_CODEC_ID_VP9 -> VpxKinds::vp9;
                    case avcodec.AV_CODEC_ID_AV1 -> Av1Kinds::of;
                    case avcodec.AV_CODEC_ID_MJPEG -> JpegKinds::of;
                    case avcodec.AV_CODEC_ID_PRORES, avcodec.AV_CODEC_ID_DNXHD ->
                        packet -> Optional.of(PictureKind.shown(PictureKind.Role.START));
                    default -> null;
                });
    }
}
