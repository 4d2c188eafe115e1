package oragen.media;

import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Tells a stream of one picture, such as the thumbnail of a film that is a track of its own, before it is read. */
final class SinglePicture {
    /** Matroska's tag of a track (RFC 9559, "Tags"), as FFmpeg and MKVToolNix write it. */
    private static final Pattern DURATION = Pattern.compile("(\\d{1,4}):(\\d\\d):(\\d\\d(?:\\.\\d{1,9})?)");

    /** Times are rounded: from here on there are two frames. */
    private static final double MORE_THAN_ONE_FRAME = 1.5;

    private SinglePicture() {}

    /** Whether the container says so; of a stream in a codec of still pictures also where nothing says that there are more. */
    static boolean isIn(AVStream stream) {
        if (stream.codecpar().codec_type() != avutil.AVMEDIA_TYPE_VIDEO) {
            return false;
        }
        if (stream.nb_frames() > 0) {
            return stream.nb_frames() == 1;
        }
        // Told by the container, else reckoned from two frames at least.
        double framesASecond = av_q2d(stream.avg_frame_rate());
        boolean oneKnown = !(framesASecond > 0) || seconds(stream) * framesASecond < MORE_THAN_ONE_FRAME;
        return isOfStillPictures(stream.codecpar().codec_id()) && oneKnown;
    }

    private static boolean isOfStillPictures(int codec) {
        return codec == avcodec.AV_CODEC_ID_MJPEG || codec == avcodec.AV_CODEC_ID_PNG;
    }

    /** Length of a stream; infinite where nothing says it. */
    private static double seconds(AVStream stream) {
        if (stream.duration() > 0) {
            return stream.duration() * av_q2d(stream.time_base());
        }
        // The language of a tag follows its name.
        AVDictionaryEntry tag = avutil.av_dict_get(stream.metadata(), "DURATION", null, avutil.AV_DICT_IGNORE_SUFFIX);
        Matcher time =
                DURATION.matcher(tag == null || tag.isNull() ? "" : tag.value().getString());
        return time.matches()
                ? Integer.parseInt(time.group(1)) * 3600.0
                        + Integer.parseInt(time.group(2)) * 60.0
                        + Double.parseDouble(time.group(3))
                : Double.POSITIVE_INFINITY;
    }
}
