package oragen.training.mask;

import java.io.IOException;
import java.nio.file.Path;
import oragen.InputException;
import oragen.media.DecodeOptions;
import oragen.media.FileMediaBytes;
import oragen.media.MediaException;
import oragen.media.MediaStream;
import oragen.media.VideoFrame;

/** The first picture of a file. */
final class PictureFile {
    private PictureFile() {}

    static VideoFrame read(Path file) {
        try (MediaStream stream =
                MediaStream.open(FileMediaBytes.open(file), file.toString(), DecodeOptions.WHOLE_FILE)) {
            return stream.nextPicture()
                    .orElseThrow(() -> new InputException(file.toString(), "contains no picture", "use an image file"));
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "cannot be read (" + e.getMessage() + ")", "use an image file", e);
        } catch (MediaException e) {
            throw new InputException(file.toString(), String.valueOf(e.getMessage()), e.remedy(), e);
        }
    }
}
