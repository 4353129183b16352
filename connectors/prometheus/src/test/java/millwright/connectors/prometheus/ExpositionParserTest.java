package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExpositionParserTest {
    @Test
    void readsNamesLabelsValuesAndTimes() {
        Exposition e =
                ExpositionParser.parse("# TYPE a gauge\na{x=\"1\", y=\"q\\\"uote\\n\",} 2.5 1700000000000\nb -Inf\n");
        assertEquals(Map.of("a", "gauge"), e.types());
        assertEquals(Map.of("x", "1", "y", "q\"uote\n"), e.samples().get(0).labels());
        assertEquals(1_700_000_000_000L, e.samples().get(0).timestamp());
        assertEquals(Double.NEGATIVE_INFINITY, e.samples().get(1).value());
        assertEquals(0, e.problemCount());
    }

    @Test
    void aBadLineIsNamedAndTheRestIsRead() {
        Exposition e = ExpositionParser.parse("good 1\nbad{x=\"1} 2\n{} 3\nalso_good 4\nno_value\n");
        assertEquals(2, e.samples().size());
        assertEquals(3, e.problemCount());
        assertTrue(
                e.problems().getFirst().startsWith("line 2: a label value is not closed"),
                e.problems().getFirst());
    }

    @Test
    void exemplarsAndOpenMetricsTimesAreLetThrough() {
        Exposition e = ExpositionParser.parse("a_bucket{le=\"1\"} 3 1700000000.5 # {trace=\"x\"} 0.5\n# EOF\n");
        assertEquals(1_700_000_000_500L, e.samples().getFirst().timestamp());
        assertEquals(0, e.problemCount());
    }

    @Property
    void nothingThatAnEndpointSaysMakesItThrow(@ForAll String anything) {
        Exposition e = ExpositionParser.parse(anything + "\ngood 1\n");
        assertTrue(e.samples().stream().anyMatch(s -> s.name().equals("good")));
    }
}
