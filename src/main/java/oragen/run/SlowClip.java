package oragen.run;

import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** A clip and the seconds between its first byte and its outcome. */
public record SlowClip(String clipId, double seconds) implements Serializable {
    private static final int KEPT = 10;

    /** The slowest of any number of clips; memory is that of ten. */
    public static final class Slowest {
        private final PriorityQueue<SlowClip> clips =
                new PriorityQueue<>(Comparator.comparingDouble(SlowClip::seconds));

        public synchronized void add(SlowClip clip) {
            clips.add(clip);
            if (clips.size() > KEPT) {
                clips.remove();
            }
        }

        public synchronized List<SlowClip> clips() {
            return List.copyOf(clips);
        }
    }

    /** The slowest of those that tasks have told of, by clip. */
    public static Map<String, Double> slowest(List<SlowClip> told) {
        Map<String, Double> slowest = new LinkedHashMap<>();
        told.stream()
                .sorted(Comparator.comparingDouble(SlowClip::seconds).reversed().thenComparing(SlowClip::clipId))
                .limit(KEPT)
                .forEach(clip -> slowest.put(clip.clipId(), clip.seconds()));
        return slowest;
    }
}
