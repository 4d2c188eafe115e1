package oragen.training.mask;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import oragen.bundle.Checksums;
import oragen.label.Gender;
import org.jspecify.annotations.Nullable;

/** Whose face it is, and what is known of the person. */
record Person(
        String name, @Nullable Gender gender, @Nullable Double age) {
    private static final BigInteger PARTS = BigInteger.valueOf(5);

    static Person unknown(String name) {
        return new Person(name, null, null);
    }

    /** One of five parts, by chance but always the same: the remainder of the SHA-256 of the name. */
    int part() {
        String hash = Checksums.sha256(name.getBytes(StandardCharsets.UTF_8));
        return new BigInteger(hash, 16).mod(PARTS).intValue();
    }

    /** Whether the person takes no part in learning: those of part 0. */
    boolean isHeldOut() {
        return part() == 0;
    }
}
