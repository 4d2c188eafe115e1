package oragen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The folder on this machine for what is unpacked once and used by every start: bundles and native libraries. */
public final class LocalCache {
    /** The system property that names it. */
    public static final String FOLDER = "oragen.bundles";

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

    private LocalCache() {}

    /** The folder that {@link #FOLDER} names, or else one beside other temporary files. */
    public static Path folder() {
        String named = System.getProperty(FOLDER);
        return named == null
                ? Path.of(System.getProperty("java.io.tmpdir"))
                        .resolve("oragen-models-" + System.getProperty("user.name"))
                : Path.of(named);
    }

    /** Makes the folder if need be. Others could put networks and code of theirs into one that they may write to. */
    public static void makePrivate() throws IOException {
        Path cache = folder();
        if (!cache.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(cache);
            return;
        }
        if (!Files.exists(cache)) {
            Files.createDirectories(cache.getParent());
            Files.createDirectories(cache, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        }
        if (!Files.isDirectory(cache, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(cache).equals(self(cache))) {
            throw new InputException(
                    cache.toString(),
                    "is not a folder of the user who runs this program",
                    "delete it, or use another folder with -Djava.io.tmpdir");
        }
        Files.setPosixFilePermissions(cache, OWNER_ALONE);
    }

    /** Told by a file that is made for it: in a container a user may have no name. */
    private static UserPrincipal self(Path cache) throws IOException {
        Path made = Files.createTempFile(cache.getParent(), "oragen", null);
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }
}
