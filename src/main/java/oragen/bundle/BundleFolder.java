package oragen.bundle;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import oragen.InputException;
import oragen.bundle.BundleManifest.BundleFile;

/** A bundle, or the checkpoints for one, under way: a folder beside its place that takes the place once it is complete, and never before. */
public final class BundleFolder implements AutoCloseable {
    private final Path output;
    private final Path part;
    private final Existing existing;
    private final Map<String, BundleFile> files = new TreeMap<>();

    /** What becomes of a folder that is in the place. */
    private enum Existing {
        REFUSED,
        REPLACED
    }

    /** One that is in the place is an error. */
    @MustBeClosed
    public BundleFolder(Path output) throws IOException {
        this(output, Existing.REFUSED);
    }

    /** One that is in the place stays until the new one is complete. */
    @MustBeClosed
    public static BundleFolder replacing(Path output) throws IOException {
        return new BundleFolder(output, Existing.REPLACED);
    }

    private BundleFolder(Path output, Existing existing) throws IOException {
        this.output = output.toAbsolutePath();
        this.existing = existing;
        if (existing == Existing.REFUSED && Files.exists(this.output)) {
            throw new InputException("--output " + output, "already exists", "choose a new folder");
        }
        this.part = this.output.resolveSibling("." + this.output.getFileName() + ".part");
        LocalFolder.delete(part); // of an import that was killed
        Files.createDirectories(part);
    }

    /** Where a file is to be written before it is listed. */
    public Path file(String name) {
        return part.resolve(name);
    }

    /** Lists a file that is complete. */
    public void list(String name, String source, String licence) throws IOException {
        files.put(name, new BundleFile(Checksums.sha256(file(name)), source, licence, null, null));
    }

    /** Lists another form of a network that is listed, with the source and licence of that. */
    public void listReplacing(String name, NetworkPrecision precision, String replaced) throws IOException {
        BundleFile original = Objects.requireNonNull(files.get(replaced), replaced);
        String checksum = Checksums.sha256(file(name));
        files.put(name, new BundleFile(checksum, original.source(), original.licence(), precision, replaced));
    }

    /** Lists the complete copy of another bundle's file. */
    public void list(String name, BundleFile original) throws IOException {
        String checksum = Checksums.sha256(file(name));
        files.put(
                name,
                new BundleFile(
                        checksum, original.source(), original.licence(), original.precision(), original.replaces()));
    }

    public Map<String, BundleFile> files() {
        return files;
    }

    /** Writes the manifest and moves the folder to its place. */
    public void finish(BundleManifest manifest) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        String json = JsonMapper.builder().build().writer(printer).writeValueAsString(manifest);
        Files.writeString(part.resolve(ModelBundle.MANIFEST), json + "\n");
        publish();
    }

    /** Moves the folder to its place. */
    public void publish() throws IOException {
        if (existing == Existing.REPLACED) {
            LocalFolder.delete(output);
        }
        try {
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new InputException("--output " + output, "already exists", "choose a new folder", e);
        }
    }

    @Override
    public void close() throws IOException {
        LocalFolder.delete(part);
    }
}
