package oragen.run;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import oragen.bundle.Checksums;

/** The key of a run: equal where the bundle and every option that decides a label are equal. */
public final class RunKey {
    private static final int LENGTH = 16;

    /** Raised where the same options give other rows: 2 since the sound decides a clip's length, and mono is a mean. */
    private static final String METHOD = "2";

    private RunKey() {}

    /** @param deciding the options that decide a label */
    public static String of(String bundleChecksum, Map<String, String> deciding) {
        String text = String.join(
                "\n",
                METHOD,
                Integer.toString(RunRecord.SCHEMA_VERSION),
                bundleChecksum,
                new TreeMap<>(deciding).toString());
        return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, LENGTH);
    }
}
