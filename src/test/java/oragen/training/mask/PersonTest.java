package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PersonTest {
    @Test
    void thePartIsTheRemainderOfTheHashOfTheNameByFive() {
        // SHA-256 of "abc" is ba7816bf…f20015ad; Python's int(hashlib.sha256(b'abc').hexdigest(), 16) % 5.
        assertThat(Person.unknown("abc").part()).isEqualTo(0);
        assertThat(Person.unknown("abc").part()).isEqualTo(new Person("abc", null, 40.0).part());
    }

    @Test
    void aboutOneInFiveIsHeldOut() {
        long heldOut = IntStream.range(0, 1000)
                .filter(number -> Person.unknown("person " + number).isHeldOut())
                .count();
        assertThat(heldOut).isBetween(150L, 250L);
    }
}
