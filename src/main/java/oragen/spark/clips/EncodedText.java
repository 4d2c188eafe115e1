package oragen.spark.clips;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a manifest or label file: in the encoding that its byte order mark (which is not part of the text) or its XML
 * declaration says, else in UTF-8.
 */
public final class EncodedText {
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");

    /** A declaration is the first thing of a file. */
    private static final int DECLARATION_BYTES = 256;

    private EncodedText() {}

    /** The caller closes what is returned, and the stream with it. */
    public static Reader open(InputStream file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file);
        bytes.mark(DECLARATION_BYTES);
        byte[] start = bytes.readNBytes(DECLARATION_BYTES);
        bytes.reset();
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
            return reader(bytes, StandardCharsets.UTF_8);
        }
        if (begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF)) {
            return reader(bytes, StandardCharsets.UTF_16); // which reads the mark itself
        }
        Matcher declared = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
        return reader(bytes, declared.find() ? charset(declared.group(1)) : StandardCharsets.UTF_8);
    }

    private static Reader reader(InputStream bytes, Charset charset) {
        return new BufferedReader(new InputStreamReader(bytes, charset));
    }

    /** A declaration in bytes of one width cannot be of UTF-16, and a name that nobody knows tells nothing. */
    private static Charset charset(String name) {
        try {
            Charset charset = Charset.forName(name);
            return charset.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static boolean begins(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
