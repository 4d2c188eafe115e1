package oragen.spark;

import java.io.Serializable;
import oragen.media.DecodeReport;

/**
 * Where the pictures of a long file lie after the networks have looked at them, one file a part.
 *
 * @param report of decoding all parts
 */
record SeenPictures(String folder, int parts, DecodeReport report) implements Serializable {
    static String file(String folder, int part) {
        return folder + "/part-" + part;
    }
}
