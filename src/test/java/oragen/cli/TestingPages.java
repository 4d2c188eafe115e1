package oragen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What users read: the README, and the pages of the site. */
final class TestingPages {
    private static final Path README = Path.of("README.md");
    private static final Path SITE = Path.of("src", "site", "markdown");

    private TestingPages() {}

    /** One behind the other, the README first. */
    static String all() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path page : pages()) {
            text.append(Files.readString(page)).append('\n');
        }
        return text.toString();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> site = Files.list(SITE)) {
            return Stream.concat(Stream.of(README), site.sorted()).toList();
        }
    }
}
