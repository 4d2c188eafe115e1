package oragen.media;

import java.util.Locale;
import java.util.Optional;
import oragen.media.MediaException.Reason;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How large a picture may be, by what the file says before anything is decoded. Of 216 megapixels a grey JPEG takes 0.43 GB
 * at its peak and a PNG in 24 bits 0.84; a progressive JPEG holds its frequencies besides, of 2 to 6 bytes a pixel. JPEG is
 * not decoded at half its size ({@code lowres}): waves of 60 pixels come out 6 of 255 off in the mean, and finer ones
 * unlike themselves.
 */
final class PictureLimits {
    /** Cameras of phones have 200 million; more is a header that asks for memory. */
    static final long MOST_PIXELS = 220_000_000;

    /** Larger pictures are made smaller: 6000 × 4000 shows every face that matters, in 72 MB. */
    static final double LARGEST_SHOWN_PIXELS = 24_000_000;

    /** Of a decoded picture: as many pixels in 24 bits. Cameras write JPEG, of 12 to 24 bits a pixel. */
    private static final long MOST_BYTES = 3 * MOST_PIXELS;

    private static final double MEGA = 1e6;

    private PictureLimits() {}

    /** Refuses a picture before libav has seen it; JPEG and TIFF it can look at without decoding. */
    static void requireHeader(NativeInput input, String name) throws MediaException {
        require(StillFile.png(input), name);
    }

    /** Refuses pictures that would take too much memory. */
    static void require(NativeInput input, AVCodecParameters picture, String name) throws MediaException {
        if (picture.width() <= 0) {
            // libav does not tell the size of what is beyond its own limit of 268 megapixels.
            require(StillFile.jpeg(input), name);
            return;
        }
        AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(picture.format());
        boolean known = descriptor != null && !descriptor.isNull();
        int bits = known ? avutil.av_get_bits_per_pixel(descriptor) : 0;
        require(Optional.of(new StillFile.Header(picture.width(), picture.height(), bits)), name);
    }

    private static void require(Optional<StillFile.Header> picture, String name) throws MediaException {
        Optional<String> excess = picture.flatMap(PictureLimits::excess);
        if (excess.isPresent()) {
            throw new MediaException(
                    Reason.UNSUPPORTED_FORMAT,
                    "clip " + name + ": contains " + excess.get(),
                    "make the picture smaller, or store it with 8 bits for a colour");
        }
    }

    /** What is too large about a picture, to be read after its name. */
    static Optional<String> excess(StillFile.Header picture) {
        double megapixels = (double) picture.width() * picture.height() / MEGA;
        double megabytes = megapixels * picture.bits() / Byte.SIZE;
        if (megapixels > MOST_PIXELS / MEGA) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "a picture of %dx%d, %.1f megapixels, more than the %.0f that are supported",
                    picture.width(),
                    picture.height(),
                    megapixels,
                    MOST_PIXELS / MEGA));
        }
        if (megabytes > MOST_BYTES / MEGA) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "a picture of %dx%d of %d bits, which takes %.0f MB, more than the %.0f that are supported",
                    picture.width(),
                    picture.height(),
                    picture.bits(),
                    megabytes,
                    MOST_BYTES / MEGA));
        }
        return Optional.empty();
    }
}
