package oragen.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import oragen.InputException;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of options that the command line does not give: from the environment ({@code ORAGEN_LABEL_WAVE_CLIPS}), or
 * from a file of lines {@code label.wave-clips = 20000} that {@code ORAGEN_CONF} names.
 */
final class ConfiguredDefaults implements IDefaultValueProvider {
    static final String FILE_VARIABLE = "ORAGEN_CONF";

    private final Map<String, String> file = new TreeMap<>();
    private final Map<String, String> environment;

    private ConfiguredDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param root the command whose options may be set */
    static ConfiguredDefaults of(CommandLine root, Map<String, String> environment) {
        ConfiguredDefaults defaults = new ConfiguredDefaults(environment);
        String location = environment.get(FILE_VARIABLE);
        if (location != null && !location.isBlank()) {
            defaults.read(Path.of(location), keys(root));
        }
        return defaults;
    }

    private void read(Path location, Map<String, OptionSpec> known) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(location, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InputException(
                    FILE_VARIABLE,
                    location + " cannot be read (" + e + ")",
                    "set it to a file like conf/oragen.conf",
                    e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!known.containsKey(key)) {
                throw new InputException(
                        location + ", " + key, "is not an option", "did you mean " + nearest(key, known) + "?");
            }
            file.put(key, properties.getProperty(key).strip());
        }
    }

    private static String nearest(String key, Map<String, OptionSpec> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.keySet().stream()
                .min(Comparator.comparingInt((String other) -> distance.apply(key, other)))
                .orElse("");
    }

    /** All options that may be set, by key: the commands' names and the option's, joined by dots. */
    static Map<String, OptionSpec> keys(CommandLine command) {
        Map<String, OptionSpec> keys = new TreeMap<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp() && command.getParent() != null) {
                keys.put(key(option), option);
            }
        }
        command.getSubcommands().values().forEach(child -> keys.putAll(keys(child)));
        return keys;
    }

    private static String key(OptionSpec option) {
        StringBuilder key = new StringBuilder(option.longestName().replaceFirst("^-+", ""));
        for (CommandSpec command = option.command(); command.parent() != null; command = command.parent()) {
            key.insert(0, command.name() + ".");
        }
        return key.toString();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String key = key(option);
        String variable =
                "ORAGEN_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        String given = environment.get(variable);
        return given == null ? file.get(key) : given;
    }
}
