package oragen.corpus.format;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.Subset;
import oragen.label.Gender;
import oragen.label.MaskType;
import org.jspecify.annotations.Nullable;

/** Collects the values of one label in the words of the manifest; what cannot be read is told by an exception. */
final class LabelValues {
    private static final double OLDEST = 130;
    private static final int LAST_OF_DECADE = 9;
    private static final Set<String> UNKNOWN = Set.of("nan", "na", "n/a", "none", "null", "unknown");
    private static final Pattern RANGE =
            Pattern.compile("[(\\[]?\\s*(\\d+(?:\\.\\d+)?)\\s*(?:[-–;,]|to)\\s*(\\d+(?:\\.\\d+)?)\\s*[)\\]]?");
    private static final Pattern AT_LEAST =
            Pattern.compile("(?:more than|over|above|>=?|≥)\\s*(\\d+(?:\\.\\d+)?)|(\\d+(?:\\.\\d+)?)\\s*\\+");

    /** As Common Voice spells them; teens are 10 to 19. */
    private static final Map<String, Integer> DECADES = Map.ofEntries(
            Map.entry("teens", 10),
            Map.entry("twenties", 20),
            Map.entry("thirties", 30),
            Map.entry("fourties", 40),
            Map.entry("forties", 40),
            Map.entry("fifties", 50),
            Map.entry("sixties", 60),
            Map.entry("seventies", 70),
            Map.entry("eighties", 80),
            Map.entry("nineties", 90));

    private final Map<String, String> values = new TreeMap<>();

    /** A value that cannot be used; the message says which and why. */
    static final class MalformedValueException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedValueException(String message) {
            super(message);
        }
    }

    Map<String, String> values() {
        return values;
    }

    LabelValues put(String column, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(column, value.strip());
        }
        return this;
    }

    /** Sets {@code gender_given}, and {@code gender} where the word is one of the two classes. */
    LabelValues gender(@Nullable String word) {
        if (word == null || word.isBlank() || UNKNOWN.contains(word.strip().toLowerCase(Locale.ROOT))) {
            return this;
        }
        put("gender_given", word);
        switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "f", "female", "w", "woman", "female_feminine" -> put("gender", Gender.FEMALE.label());
            case "m", "male", "man", "male_masculine" -> put("gender", Gender.MALE.label());
            default -> {
                // a child, another gender, or unknown: no class of a two-class metric
            }
        }
        return this;
    }

    /**
     * Sets {@code age}, in years; below 0 and {@code ??} are unknown. A range ({@code 50-59}, {@code 3;9}, {@code (25, 32)},
     * a decade in words) also sets {@code age_min} and {@code age_max}; of {@code more than 70} and {@code 70+} only the
     * least age is known.
     */
    LabelValues age(@Nullable String text) throws MalformedValueException {
        String word = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.contains("?") || UNKNOWN.contains(word)) {
            return this;
        }
        Integer decade = DECADES.get(word);
        if (decade != null) {
            return ageBetween(decade, decade + LAST_OF_DECADE);
        }
        Matcher atLeast = AT_LEAST.matcher(word);
        if (atLeast.matches()) {
            return put("age_min", plain(years(atLeast.group(1) == null ? atLeast.group(2) : atLeast.group(1))));
        }
        Matcher range = RANGE.matcher(word);
        if (!range.matches()) {
            double age = years(word);
            return age < 0 ? this : put("age", plain(age));
        }
        double min = years(range.group(1));
        double max = years(range.group(2));
        if (min > max) {
            throw new MalformedValueException("age \"" + word + "\" ends before it starts");
        }
        return ageBetween(min, max);
    }

    private static double years(String text) throws MalformedValueException {
        double age = number("age", text);
        if (age > OLDEST) {
            throw new MalformedValueException("age \"" + text + "\" is above " + (int) OLDEST);
        }
        return age;
    }

    /** Sets {@code age_min, age_max} and the mid-point as {@code age}. */
    private LabelValues ageBetween(double min, double max) {
        return put("age_min", plain(min)).put("age_max", plain(max)).put("age", plain((min + max) / 2));
    }

    /** Sets {@code mask_type} from our words or those of BRAVE-MASKS. */
    LabelValues maskType(@Nullable String text) throws MalformedValueException {
        if (text == null || text.isBlank()) {
            return this;
        }
        String word = text.strip().toLowerCase(Locale.ROOT).replaceAll("[ _/-]+", "_");
        MaskType type = switch (word) {
            case "no_mask", "none", "without_mask" -> MaskType.NO_MASK;
            case "tissue", "tissue_mask" -> MaskType.TISSUE;
            case "medical", "medical_mask" -> MaskType.MEDICAL;
            case "protective_ffp",
                    "protective_mask",
                    "protective_mask_ffp2_ffp3",
                    "protective_mask_(ffp2_ffp3)",
                    "ffp2",
                    "ffp3",
                    "ffp2_ffp3" -> MaskType.PROTECTIVE_FFP;
            case "respirator" -> MaskType.RESPIRATOR;
            case "face_shield", "protective_face_shield", "shield" -> MaskType.FACE_SHIELD;
            default -> throw new MalformedValueException("unknown mask type \"" + text.strip() + "\"");
        };
        return put("mask_type", type.label());
    }

    /** Sets {@code subset}. */
    LabelValues subset(@Nullable String word) throws MalformedValueException {
        if (word == null || word.isBlank()) {
            return this;
        }
        Subset subset = Subset.parse(word.strip())
                .orElseThrow(() -> new MalformedValueException("unknown subset \"" + word.strip() + "\""));
        return put("subset", subset.label());
    }

    static double number(String what, String text) throws MalformedValueException {
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MalformedValueException(what + " \"" + text.strip() + "\" is not a number");
        }
        throw new MalformedValueException(what + " \"" + text.strip() + "\" is not a number");
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
