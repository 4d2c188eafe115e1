package oragen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The POM has what Maven Central demands (central.sonatype.org/publish/requirements), and the profile that builds it. */
final class PublishedPomTest {
    private Document pom;

    @BeforeEach
    void read() throws IOException, ParserConfigurationException, SAXException {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    private String text(String path) throws XPathExpressionException {
        return XPathFactory.newInstance().newXPath().evaluate(path, pom).strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupId",
                "artifactId",
                "version",
                "packaging",
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/organization",
                "developers/developer/organizationUrl",
                "scm/connection",
                "scm/developerConnection",
                "scm/url"
            })
    void itHas(String element) throws XPathExpressionException {
        assertThat(text("/project/" + element)).isNotEmpty();
    }

    @Test
    void theVersionIsARelease() throws XPathExpressionException {
        assertThat(text("/project/version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(text("/project/url")).isEqualTo("${repository.url}");
        assertThat(text("/project/scm/connection")).isEqualTo("scm:git:${repository.url}.git");
    }

    @Test
    void thePlaceholderOfTheRepositoryIsRefusedBeforeItIsDeployed() throws XPathExpressionException {
        String execution = "/project/profiles/profile[id='release']//execution[id='publishable']";
        String rule = execution + "//requireProperty[property='repository.url']/regex";
        assertThat(text(execution + "/phase")).isEqualTo("install");
        assertThat("https://repository.invalid/oragen").doesNotMatch(text(rule));
        assertThat("https://code.example.org/speech/oragen").matches(text(rule));
    }

    @Test
    void sourcesAndJavadocAreBuiltAndSigningWaitsForAKey() throws XPathExpressionException {
        String plugins = "/project/profiles/profile[id='%s']//plugin[artifactId='%s']//goal";
        assertThat(text(plugins.formatted("release", "maven-source-plugin"))).isEqualTo("jar-no-fork");
        assertThat(text(plugins.formatted("release", "maven-javadoc-plugin"))).isEqualTo("jar");
        assertThat(text(plugins.formatted("sign", "maven-gpg-plugin"))).isEqualTo("sign");
        assertThat(text("/project/profiles/profile[id='sign']/activation/property/name"))
                .isEqualTo("gpg.keyname");
        assertThat(text("//artifactId[.='maven-gpg-plugin'][not(ancestor::profile[id='sign'])]"))
                .isEmpty();
    }
}
