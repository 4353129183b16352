package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WildcardTest {
    @Property
    void itFitsWhatTheRegularExpressionFits(
            @ForAll @Chars({'a', 'b', '*', '?', '.'}) @StringLength(max = 6) String text,
            @ForAll @CharRange(from = 'a', to = 'b') @Chars('.') @StringLength(max = 8) String name) {
        String regex = text.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        assertEquals(name.matches(regex), new Wildcard(text).fits(name), text + " and " + name);
    }

    @Test
    void manyStarsTakeNoTime() {
        Wildcard stars = new Wildcard("*a".repeat(60) + "*b");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertFalse(stars.fits("a".repeat(250)));
            assertTrue(stars.fits("a".repeat(249) + "b"));
        });
    }
}
