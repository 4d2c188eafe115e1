package oragen.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"labels", "./a:b", "/data/*/*.mp4", "hdfs:///corpus", "s3a://bucket/a b", "{a,b}/*.wav"})
    void pathsGlobsAndUrisAreLocations(String location) {
        assertThat(Location.flaw(location)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "hdfs:", "clips:2024/a.mp4"})
    void whatIsNeitherPathNorUriIsTold(String location) {
        assertThat(Location.flaw(location).orElseThrow()).contains("neither a path nor a URI", "write ./ before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void nothingIsNoLocation(String location) {
        assertThat(Location.flaw(location)).contains("is empty");
    }
}
