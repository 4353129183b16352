package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.gateway.SiteSettings;
import millwright.connectors.gateway.SiteSettings.Promise;
import millwright.plant.MetricId;
import org.junit.jupiter.api.Test;

class SiteConfigTest {
    private static SiteSettings read(String text) {
        return SiteConfig.read(ConfigNode.parse("site.yaml", text));
    }

    private static String refusal(String text) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> read(text)).getMessage());
    }

    @Test
    void thereIsNoPriceUnlessOneIsGiven() {
        assertFalse(read("name: x").prices().given());
        assertTrue(read("name: x").promises().isEmpty());
    }

    @Test
    void pricesAreReadWithTheirCurrency() {
        SiteSettings read = read("economics: {currency: EUR, price-per-kwh: 0.11}");
        assertEquals("EUR", read.prices().currency());
        assertEquals(0.11, read.prices().perKilowattHour());
        assertTrue(Double.isNaN(read.prices().perMillionTokens()));
        assertTrue(Double.isNaN(read.prices().perGpuHour()));
        assertEquals(
                2.5,
                read("economics: {currency: EUR, price-per-gpu-hour: 2.5}")
                        .prices()
                        .perGpuHour());
    }

    @Test
    void promisesAreLimitsInTheUnitOfTheirMetric() {
        SiteSettings read = read("slo:\n  - {model: llm-8B, ttft-p99-ms: 800, itl-p99-ms: 40}");
        assertEquals(
                List.of(
                        new Promise("", "llm-8B", new MetricId("endpoint.ttft.p99"), 0.8),
                        new Promise("", "llm-8B", new MetricId("endpoint.tpot.p99"), 40)),
                read.promises());
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        assertTrue(refusal("economics:\n  currency: EURO\n  price-per-kwh: 1").startsWith("site.yaml:2:"));
        assertTrue(refusal("economics: {currency: EUR}").contains("states no price"));
        assertTrue(refusal("economics: {price-per-kwh: 0.1}").contains("'currency' is missing"));
        assertTrue(refusal("economics: {currency: EUR, price-per-kw: 0.1}").contains("price-per-kwh"));
        assertTrue(refusal("slo: [ {ttft-p99-ms: 3} ]").contains("neither an 'endpoint' nor a 'model'"));
        assertTrue(refusal("slo: [ {endpoint: chat} ]").contains("promises nothing"));
        assertTrue(refusal("slo: [ {endpoint: chat, itl-p99-ms: -1} ]").contains("more than 0 ms"));
    }
}
