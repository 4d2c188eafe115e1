package oragen.spark.index;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that tell of one thing together: they are taken from one source, or {@code gender} would not fit its origin. */
final class LabelGroups {
    private static final List<Set<String>> GROUPS =
            List.of(Set.of("gender", "gender_given"), Set.of("age", "age_min", "age_max", "age_of_character"));

    private LabelGroups() {}

    /** Adds what a source of lower rank tells of things that nothing is told of yet. */
    static void fill(Map<String, String> values, Map<String, String> further) {
        Set<String> told = Set.copyOf(values.keySet());
        further.forEach((name, value) -> {
            if (group(name).stream().noneMatch(told::contains)) {
                values.put(name, value);
            }
        });
    }

    private static Set<String> group(String name) {
        return GROUPS.stream().filter(group -> group.contains(name)).findFirst().orElse(Set.of(name));
    }
}
