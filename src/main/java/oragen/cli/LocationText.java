package oragen.cli;

import java.util.Optional;
import oragen.run.Location;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses what cannot be a location before anything is done with it. */
final class LocationText implements ITypeConverter<String> {
    @Override
    public String convert(String location) {
        Optional<String> flaw = Location.flaw(location);
        if (flaw.isPresent()) {
            throw new TypeConversionException("'" + location + "' " + flaw.get());
        }
        return location;
    }
}
