package oragen.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import org.jspecify.annotations.Nullable;

/** What is predicted from. */
public enum Modality {
    /** Both, by the fusion; a modality that a clip lacks is a tensor of zeros. */
    BOTH,
    /** The face alone, by the unimodal visual head. */
    VISUAL,
    /** The voice alone, by the unimodal audio head. */
    AUDIO;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All that the bundle predicts from, the most first. */
    public static List<Modality> served(BundleManifest manifest) {
        return Arrays.stream(values())
                .filter(modality -> modality.tasksOrNull(manifest) != null)
                .toList();
    }

    /** The modality that was asked for, or else the first that the bundle serves; an error where it serves it not. */
    public static Modality served(BundleManifest manifest, @Nullable Modality asked) {
        List<Modality> served = served(manifest);
        if (served.isEmpty()) {
            throw new InputException(
                    "bundle " + manifest.name(), "has neither a fusion nor a head", "rebuild the bundle");
        }
        if (asked != null && !served.contains(asked)) {
            throw new InputException(
                    "--modality " + asked.label(),
                    "the bundle " + manifest.name() + " does not support it",
                    "use one of " + served.stream().map(Modality::label).toList());
        }
        return asked == null ? served.get(0) : asked;
    }

    /** The modality that was asked for, or else all that the bundle has encoders of; an error where it lacks one. */
    public static Modality encoded(BundleManifest manifest, @Nullable Modality asked) {
        boolean hears = manifest.audioEncoder() != null;
        boolean sees = manifest.visualEncoder() != null;
        if (!hears && !sees) {
            throw new InputException("bundle " + manifest.name(), "has no encoder", "rebuild the bundle");
        }
        Modality all = !hears ? VISUAL : !sees ? AUDIO : BOTH;
        if (asked != null && all != BOTH && asked != all) {
            throw new InputException(
                    "--modality " + asked.label(),
                    "the bundle " + manifest.name() + " has only an encoder for " + all.label(),
                    "use --modality " + all.label());
        }
        return asked == null ? all : asked;
    }

    /** The network that answers, with its tasks. */
    public BundleManifest.Fusion tasks(BundleManifest manifest) {
        BundleManifest.Fusion tasks = tasksOrNull(manifest);
        if (tasks == null) {
            throw new IllegalStateException("bundle " + manifest.name() + " does not serve " + this);
        }
        return tasks;
    }

    public boolean listens() {
        return this != VISUAL;
    }

    public boolean looks() {
        return this != AUDIO;
    }

    /** The network that answers, or null where the bundle has none for this. */
    public BundleManifest.@Nullable Fusion tasksOrNull(BundleManifest manifest) {
        return switch (this) {
            case AUDIO -> manifest.audioHead();
            case VISUAL -> manifest.visualHead();
            case BOTH -> manifest.fusion();
        };
    }
}
