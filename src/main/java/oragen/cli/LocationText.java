package oragen.cli;

import java.util.Optional;
import oragen.run.Location;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses what cannot be a location before anything is done with it; {@code ~} is the user's home. */
final class LocationText implements ITypeConverter<String> {
    @Override
    public String convert(String location) {
        Optional<String> flaw = Location.flaw(location);
        if (flaw.isPresent()) {
            throw new TypeConversionException("'" + location + "' " + flaw.get());
        }
        return home(location);
    }

    /** As shells do where they see the tilde, which they do not in {@code --input=~/clips} and in files of options. */
    private static String home(String location) {
        return location.equals("~") || location.startsWith("~/")
                ? System.getProperty("user.home") + location.substring(1)
                : location;
    }
}
