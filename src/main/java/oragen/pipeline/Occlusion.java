package oragen.pipeline;

import java.io.Serializable;
import oragen.label.MaskType;
import org.jspecify.annotations.Nullable;

/**
 * How the faces of a clip are looked at.
 *
 * @param painted the mask that is painted on them; null leaves them as they are
 */
public record Occlusion(@Nullable MaskType painted) implements Serializable {
    public static final Occlusion NONE = new Occlusion(null);
}
