package oragen.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.onnx.InferenceDevice;
import oragen.onnx.OnnxModel;
import oragen.onnx.TensorModel;
import org.jspecify.annotations.Nullable;

/** A verified folder of networks and the manifest that describes them; holds nothing native. */
public final class ModelBundle {
    /** The file that describes a bundle; it lists all others. */
    public static final String MANIFEST = "manifest.json";

    private static final int SCHEMA_VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private final Path folder;
    private final BundleManifest manifest;
    private final String checksum;

    private ModelBundle(Path folder, BundleManifest manifest, String checksum) {
        this.folder = folder;
        this.manifest = manifest;
        this.checksum = checksum;
    }

    /** Reads {@code manifest.json} of a local folder and every file it lists once, to verify its SHA-256. */
    public static ModelBundle open(Path folder) {
        BundleManifest manifest = readManifest(folder);
        for (var file : new TreeMap<>(manifest.files()).entrySet()) {
            verify(folder, file.getKey(), file.getValue().sha256());
        }
        return new ModelBundle(folder, manifest, Checksums.sha256(read(folder.resolve(MANIFEST))));
    }

    /** Reads {@code manifest.json} of a local folder and nothing else. */
    public static BundleManifest readManifest(Path folder) {
        Path manifestFile = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifestFile)) {
            throw new InputException(
                    "model bundle " + folder, "no " + MANIFEST, "use a folder that contains a model bundle");
        }
        return parseManifest(manifestFile.toString(), read(manifestFile));
    }

    /** @param file names the manifest in errors */
    public static BundleManifest parseManifest(String file, byte[] bytes) {
        BundleManifest manifest;
        try {
            JsonNode tree = JSON.readTree(bytes);
            if (!tree.isObject()) {
                throw new InputException(file, "contains no manifest", "copy the whole bundle again");
            }
            EarlierManifest.translate(file, tree);
            manifest = JSON.treeToValue(tree, BundleManifest.class);
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            throw new InputException(file + ", " + field, problem(e), "correct the manifest", e);
        } catch (JsonProcessingException e) {
            throw new InputException(file, e.getOriginalMessage(), "correct the manifest", e);
        } catch (IOException e) {
            throw new InputException(file, "cannot be read (" + e.getMessage() + ")", "copy it again", e);
        }
        if (manifest.schemaVersion() != SCHEMA_VERSION) {
            throw new InputException(
                    file,
                    "schemaVersion " + manifest.schemaVersion(),
                    "this version of oragen reads schema version " + SCHEMA_VERSION);
        }
        requireComplete(file, "", manifest);
        return manifest;
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** SHA-256 over the bytes of {@code manifest.json}, and so over every file of the bundle; lower-case hexadecimal. */
    public String checksum() {
        return checksum;
    }

    /**
     * Loads one network of the manifest; costs its weights in native memory until closed.
     *
     * @param intraOpThreads threads within one operator; 0 leaves the number to the engine
     */
    @MustBeClosed
    public TensorModel load(String file, InferenceDevice device, int intraOpThreads) {
        if (!manifest.files().containsKey(file)) {
            throw new InputException(
                    "model bundle " + folder, MANIFEST + " does not list " + file, "list the file with its SHA-256");
        }
        return OnnxModel.load(folder, file, device, intraOpThreads);
    }

    private static String problem(JsonMappingException e) {
        if (e instanceof InvalidFormatException invalid
                && invalid.getTargetType().isEnum()) {
            return "\"" + invalid.getValue() + "\" is none of "
                    + Stream.of(invalid.getTargetType().getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return e instanceof ValueInstantiationException && e.getCause() != null
                ? String.valueOf(e.getCause().getMessage())
                : e.getOriginalMessage();
    }

    /** Jackson leaves absent fields null; only those marked nullable may be. */
    private static void requireComplete(String file, String prefix, Record part) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            String name = prefix + component.getName();
            Object value = value(part, component);
            if (value instanceof Record inner) {
                requireComplete(file, name + ".", inner);
            } else if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new InputException(file, "no " + name, "complete the manifest");
            }
        }
    }

    private static @Nullable Object value(Record part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static void verify(Path folder, String name, String expected) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new InputException(MANIFEST, "file " + name + " is outside the bundle", "list only files inside it");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException("model file " + file, "missing", "copy the whole bundle again");
        }
        String actual = checksum(file);
        if (!actual.equals(expected)) {
            throw new InputException(
                    "model file " + file,
                    "SHA-256 is " + actual + ", but the manifest has " + expected,
                    "copy the whole bundle again");
        }
    }

    private static String checksum(Path file) {
        try {
            return Checksums.sha256(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InputException unreadable(Path file, IOException e) {
        return new InputException(
                "model file " + file, "cannot be read (" + e.getMessage() + ")", "copy the whole bundle again", e);
    }
}
