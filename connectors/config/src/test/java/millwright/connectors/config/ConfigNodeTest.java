package millwright.connectors.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfigNodeTest {
    private static ConfigNode yaml(String text) {
        return ConfigNode.parse("site.yaml", text);
    }

    private static String message(Runnable reading) {
        return assertThrows(ConfigException.class, reading::run).getMessage();
    }

    @Test
    void anUnknownKeyNamesLineAndNearestRightKey() {
        ConfigNode node = yaml("name: a\ntimout: 5s\n");
        assertEquals(
                "site.yaml:2: unknown key 'timout'; did you mean 'timeout'?",
                message(() -> node.allow("name", "timeout")));
    }

    @Test
    void onlyWhatIsSecretIsAskedForInAFileOfItsOwn() {
        ConfigNode node = yaml("ca: /etc/x.pem\n");
        assertEquals(
                "site.yaml:1: unknown key 'ca'; did you mean 'ca-file'?",
                message(() -> node.allow("url", "ca-file", "token-file")));
        String secret = message(() -> yaml("token: abc\n").allow("url", "ca-file", "token-file"));
        assertTrue(secret.contains("no secret stands here"), secret);
    }

    @Test
    void aColonThatMayWantQuotesIsSaidToo() {
        String said = message(() -> yaml("name: Hall 1: east\n"));
        assertTrue(said.startsWith("site.yaml:1") && said.endsWith("or does a text with ': ' want quotes?"), said);
    }

    @Test
    void aWrongValueNamesItsPathAndLine() {
        ConfigNode node = yaml("a:\n  b: many\n");
        assertEquals(
                "site.yaml:2: a.b: 'many' is not a number",
                message(() -> node.get("a").number("b", 1)));
    }

    @Test
    void durationsHaveUnits() {
        assertEquals(250_000_000L, yaml("t: 250ms").nanos("t", 0));
        assertEquals(90_000_000_000L, yaml("t: 1.5m").nanos("t", 0));
        assertTrue(message(() -> yaml("t: 15").nanos("t", 0)).contains("is not a duration"));
    }

    @Test
    void brokenYamlNamesTheLine() {
        assertTrue(
                message(() -> yaml("a: [1, 2\nb: 3")).startsWith("site.yaml:2"), message(() -> yaml("a: [1, 2\nb: 3")));
    }

    @Test
    void whatIsMissingOrEmptyIsSaid() {
        assertTrue(message(() -> yaml("a: 1").get("b")).contains("'b' is missing"));
        assertTrue(message(() -> yaml("")).contains("empty"));
        assertTrue(message(() -> yaml("a: 1\na: 2").allow("a")).contains("duplicate"));
    }

    @Test
    void numbersKeepTheirBounds() {
        assertTrue(message(() -> yaml("n: 7").integer("n", 1, 1, 5)).contains("between"));
        assertTrue(message(() -> yaml("n: 1.5").integer("n", 1, 1, 5)).contains("whole"));
    }

    @Test
    void aRefusalIsOneLineWhateverItQuotes() {
        assertEquals(
                "site.yaml:1: n: 'a b' is not a number",
                message(() -> yaml("n: \"a\\nb\"").number("n", 1)));
        assertEquals(1, message(() -> yaml("a: \"\n\\\n\u0001")).lines().count());
    }
}
