package oragen.pipeline.decode;

import java.io.Serializable;
import oragen.media.DecodeReport;

/**
 * Where the pictures of a long file lie after the networks have looked at them, one file a part.
 *
 * @param report of decoding all parts
 */
public record SeenPictures(String folder, int parts, DecodeReport report) implements Serializable {
    public static String file(String folder, int part) {
        return folder + "/part-" + part;
    }
}
