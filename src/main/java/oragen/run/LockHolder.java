package oragen.run;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Who holds a lock, since when, and when it was last seen, in milliseconds since 1970. */
record LockHolder(String id, String host, long process, long startedMillis, long seenMillis) {
    /** So long without a sign of life is no hiccup of the storage. */
    static final Duration DEAD = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway") // a lock of an earlier version has no id
    LockHolder {
        id = id == null ? host + "-" + process + "-" + startedMillis : id;
    }

    static LockHolder self() throws IOException {
        String host = InetAddress.getLocalHost().getHostName();
        long process = ProcessHandle.current().pid();
        long now = System.currentTimeMillis();
        return new LockHolder(
                String.join(
                        "-",
                        host,
                        Long.toString(process),
                        Long.toString(now),
                        UUID.randomUUID().toString()),
                host,
                process,
                now,
                now);
    }

    /** Written half: its writer died, or is writing now and will show in its next sign of life. */
    static LockHolder unknown(long writtenMillis) {
        return new LockHolder("unknown-" + writtenMillis, "unknown", 0, writtenMillis, writtenMillis);
    }

    LockHolder seenNow() {
        return new LockHolder(id, host, process, startedMillis, System.currentTimeMillis());
    }

    boolean isDead() throws IOException {
        boolean here = host.equals(InetAddress.getLocalHost().getHostName());
        boolean gone =
                here && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
        return gone || System.currentTimeMillis() - seenMillis > DEAD.toMillis();
    }

    String told() {
        Duration age = Duration.between(Instant.ofEpochMilli(startedMillis), Instant.now());
        return "process " + process + " on " + host + " for " + age.toSeconds() + " s";
    }
}
