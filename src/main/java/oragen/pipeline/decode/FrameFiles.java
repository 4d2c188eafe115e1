package oragen.pipeline.decode;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.media.DecodeOptions;
import oragen.media.MediaException;
import oragen.media.MediaException.Reason;
import oragen.media.MediaStream;
import oragen.media.VideoFrame;
import oragen.run.Location;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a clip that lie apart from its waveform: a video, or stills whose names end in a number, one a second.
 * Numbers start at 1, or at 0 where there is a 0.
 */
final class FrameFiles implements PictureSource {
    private static final Pattern STILL =
            Pattern.compile(".*?(\\d+)\\.(?:jpe?g|png|bmp|webp)", Pattern.CASE_INSENSITIVE);

    private final Configuration configuration;
    private final Deque<Still> stills;
    private final @Nullable MediaStream video;

    private record Still(int second, String path) {}

    private FrameFiles(Configuration configuration, List<Still> stills, @Nullable MediaStream video) {
        this.configuration = configuration;
        this.stills = new ArrayDeque<>(stills);
        this.video = video;
    }

    /** @param location a video, a folder of stills, or what the names of the stills begin with */
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes the video
    static FrameFiles find(String location, Configuration configuration) throws MediaException {
        try {
            Path path = new Path(location);
            FileSystem fileSystem = Location.storage(path, configuration);
            boolean exists = fileSystem.exists(path);
            if (exists && fileSystem.getFileStatus(path).isFile()) {
                MediaStream video = ClipMedia.openFile(location, DecodeOptions.WHOLE_FILE, configuration);
                return new FrameFiles(configuration, List.of(), video);
            }
            Path folder = exists ? path : path.getParent();
            List<Still> numbered = numbered(fileSystem.listStatus(folder), exists ? "" : path.getName());
            if (!numbered.isEmpty()) {
                return new FrameFiles(configuration, numbered, null);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw missing(location, e.toString());
        }
        throw missing(location, "no image name there ends in a number");
    }

    private static MediaException missing(String location, String reason) {
        return new MediaException(
                Reason.UNREADABLE,
                "frames " + location + ": " + reason,
                "use a video, a folder, or the common prefix of an image sequence …NNN.jpg");
    }

    private static List<Still> numbered(FileStatus[] files, String prefix) {
        List<Still> stills = new ArrayList<>();
        for (FileStatus file : files) {
            String name = file.getPath().getName();
            Matcher matcher = STILL.matcher(name);
            if (name.startsWith(prefix) && matcher.matches() && matcher.group(1).length() <= 7) {
                stills.add(new Still(
                        Integer.parseInt(matcher.group(1)), file.getPath().toString()));
            }
        }
        stills.sort(Comparator.comparingInt(Still::second).thenComparing(Still::path));
        int first = !stills.isEmpty() && stills.get(0).second() == 0 ? 0 : 1;
        return stills.stream()
                .map(still -> new Still(still.second() - first, still.path()))
                .toList();
    }

    @Override
    public Optional<Picture> next() throws MediaException {
        if (video != null) {
            return video.nextPicture().map(FrameFiles::picture);
        }
        Still still = stills.poll();
        return still == null ? Optional.empty() : Optional.of(picture(decode(still)));
    }

    private static Picture picture(VideoFrame frame) {
        return new Picture(frame.second(), new DecodeEvent.Piece(frame));
    }

    private VideoFrame decode(Still still) throws MediaException {
        try (MediaStream stream = ClipMedia.openFile(still.path(), DecodeOptions.WHOLE_FILE, configuration)) {
            VideoFrame frame = stream.nextPicture()
                    .orElseThrow(() -> new MediaException(
                            Reason.CORRUPT, "frame " + still.path() + ": contains no image", "copy it again"));
            return frame.at(still.second());
        }
    }

    @Override
    public void close() {
        if (video != null) {
            video.close();
        }
    }
}
