package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.feed.Origin;
import millwright.feed.Prices;
import millwright.feed.Waste;
import millwright.plant.EntityId;
import org.junit.jupiter.api.Test;

/** Events as captures keep them, also those from before a field came to be. */
class EventJsonTest {
    private final EventJson json = new EventJson();

    private static Waste waste(Prices prices) {
        return new Waste(1, 2, 3, prices, List.of(), new Origin(new EntityId("source:test"), true));
    }

    private Prices read(String text) {
        return assertInstanceOf(Waste.class, json.read("waste", text)).prices();
    }

    @Test
    void aPriceThatWasNotKnownYetIsNotGivenRatherThanNothing() {
        String before = json.write(waste(new Prices("EUR", 0.2, 3))).replace(",\"perGpuHour\":NaN", "");
        assertTrue(before.contains("perMillionTokens") && !before.contains("perGpuHour"), before);
        assertEquals(new Prices("EUR", 0.2, 3, Double.NaN), read(before));
        String none = json.write(waste(Prices.NONE)).replace(",\"perGpuHour\":NaN", "");
        assertEquals(false, read(none).given());
    }

    @Test
    void pricesComeBackAsTheyWere() {
        for (Prices prices : List.of(Prices.NONE, new Prices("EUR", 0.2, 3, 2.5), new Prices("USD", 0, Double.NaN))) {
            assertEquals(prices, read(json.write(waste(prices))));
        }
    }

    @Test
    void pricesWithoutACurrencyAreRefused() {
        String text = json.write(waste(Prices.NONE)).replace("\"currency\":\"\",", "");
        String message = assertThrows(CaptureException.class, () -> read(text)).getMessage();
        assertTrue(message.contains("prices have no currency"), message);
    }
}
