package oragen.media;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** How long a file says that it is, and whether that is to be believed. */
record ContainerLength(AVFormatContext format) {
    /** The container's length, or else an estimate of libav, in seconds; 0 where there is neither. */
    double declaredSeconds() {
        long duration = format.duration();
        return duration == avutil.AV_NOPTS_VALUE || duration <= 0 ? 0 : duration / 1e6;
    }

    /**
     * What the container itself says of its length; 0 where it says nothing and libav reckons the length from time stamps,
     * as for MPEG-TS and for mp4 in fragments, whose index holds no frames.
     */
    double promisedSeconds() {
        boolean reckoned = format.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_STREAM;
        boolean fragments = format.iformat().name().getString().contains("mp4") && frames() == 0;
        return reckoned || fragments ? 0 : declaredSeconds();
    }

    /** Frames that the index of the container lists, over all streams. */
    private long frames() {
        long frames = 0;
        for (int i = 0; i < format.nb_streams(); i++) {
            frames += format.streams(i).nb_frames();
        }
        return frames;
    }

    /** The file's own time at its beginning, in seconds. */
    double startSecond() {
        return format.start_time() == avutil.AV_NOPTS_VALUE ? 0 : format.start_time() / 1e6;
    }
}
