package millwright.connectors.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ParserWordsTest {
    @Test
    void thePlaceStaysAndWhatIsForProgrammersGoes() {
        assertEquals(
                "malformed at line 1 column 1 path $",
                ParserWords.of(new IllegalStateException("com.google.gson.stream.MalformedJsonException: Use"
                        + " JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON at line 1 column 1 path"
                        + " $\nSee https://github.com/google/gson")));
        assertEquals("End of input at line 3", ParserWords.of(new java.io.IOException("End of input at line 3")));
        assertEquals("IllegalStateException", ParserWords.of(new IllegalStateException()));
        assertEquals(
                241, ParserWords.of(new IllegalStateException("x".repeat(500))).length());
    }
}
