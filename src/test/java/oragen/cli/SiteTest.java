package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README and the pages of the site lead to each other. */
final class SiteTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#([^)]*))?\\)");

    /** Where the pages' pictures lie, which the site has beside the pages. */
    private static final Path RESOURCES = Path.of("src", "site", "resources");

    @Test
    void everyPageIsInTheMenuAndFoundFromTheReadme() throws IOException {
        String menu = Files.readString(Path.of("src/site/site.xml"));
        String readme = Files.readString(Path.of("README.md"));
        for (Path page : TestingPages.pages().stream().skip(1).toList()) {
            String name = page.getFileName().toString();
            assertThat(menu).contains("href=\"" + name.replace(".md", ".html") + "\"");
            if (!List.of("index.md", "parity.md").contains(name)) {
                assertThat(readme).contains("](src/site/markdown/" + name + ")");
            }
        }
        assertThat(Pattern.compile("href=").matcher(menu).results())
                .hasSize(TestingPages.pages().size() - 1);
    }

    @Test
    void everyLinkLeadsToAFileAndItsHeading() throws IOException {
        int found = 0;
        for (Path page : TestingPages.pages()) {
            Path folder = page.toAbsolutePath().getParent();
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                Path target = folder.resolve(link.group(1));
                assertThat(Files.exists(target) || Files.exists(RESOURCES.resolve(link.group(1))))
                        .as("%s of %s", link.group(), page)
                        .isTrue();
                if (link.group(2) != null) {
                    assertThat(headings(target)).as(link.group()).contains(link.group(2));
                }
                found++;
            }
        }
        assertThat(found).isGreaterThan(25);
    }

    /** As GitHub and the site name them. */
    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(150);
    }
}
