package millwright.connectors.source.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.connectors.source.Reading;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Scrapes of one GPU, every 15 s, as dcgm-exporter tells them: the gauge, a window of five minutes, a total. */
class XidWatchTest {
    private static final EntityId GPU = EntityId.of(EntityKind.GPU, "a");
    private static final Origin TELLER = new Origin(EntityId.of(EntityKind.SOURCE, "t"), false);

    private final XidWatch watch = new XidWatch();
    private final List<Occurrence> all = new ArrayList<>();
    private long now = 1_000 * Times.SECOND;
    private boolean begun;

    private long scrape(int gauge, Map<String, Integer> window, Map<String, Integer> total) {
        ExporterOwn own = new ExporterOwn();
        own.take(GPU, "DCGM_EXP_XID_ERRORS_COUNT", label -> "", 0);
        window.forEach((xid, n) -> own.take(
                GPU,
                "DCGM_EXP_XID_ERRORS_COUNT",
                label -> label.equals("xid") ? xid : label.equals("window_size_in_ms") ? "300000" : "",
                n));
        total.forEach(
                (xid, n) -> own.take(GPU, "DCGM_EXP_XID_ERRORS_TOTAL", label -> label.equals("xid") ? xid : "", n));
        Reading reading =
                Reading.of(GPU, Catalogue.standard().get(new MetricId("gpu.xid.last")), gauge, Reading.UNSAID);
        List<Occurrence> events = watch.watch(List.of(reading), own.xids(), now, begun ? 15 * Times.SECOND : 0, TELLER);
        begun = true;
        now += 15 * Times.SECOND;
        all.addAll(events);
        return events.stream().mapToLong(Occurrence::count).sum();
    }

    private long scrape(int gauge, Map<String, Integer> window) {
        return scrape(gauge, window, Map.of());
    }

    @Test
    void aTotalThatWasAwayForHoursIsNotCountedAgain() {
        scrape(0, Map.of());
        scrape(0, Map.of(), Map.of("79", 3));
        now += 3 * Times.HOUR;
        assertEquals(0, scrape(0, Map.of()));
        assertEquals(1, scrape(0, Map.of(), Map.of("79", 4)));
    }

    @Test
    void aGpuThatWentAndCameBackTellsNothingOfBeforeAnew() {
        scrape(0, Map.of());
        assertEquals(3, scrape(0, Map.of(), Map.of("79", 3)));
        watch.forget(GPU);
        now += 2 * Times.HOUR;
        assertEquals(0, scrape(0, Map.of(), Map.of("79", 5)), "of a time that nobody knows");
        assertEquals(1, scrape(0, Map.of(), Map.of("79", 6)), "since it is back");
        assertEquals(2, scrape(0, Map.of(), Map.of("79", 6, "63", 2)), "a code that was not counted when it came back");
    }

    @Test
    void whatTheWindowHoldsOfAGpuThatCameBackMayBeAsOldAsTheWindow() {
        scrape(0, Map.of());
        watch.forget(GPU);
        assertEquals(2, scrape(0, Map.of("79", 2)));
        assertEquals(300 * Times.SECOND, all.getLast().uncertainty());
    }

    @Test
    void twoEqualXidsAreTwoEventsWhereTheExporterCountsThem() {
        assertEquals(0, scrape(0, Map.of()));
        assertEquals(1, scrape(79, Map.of("79", 1)));
        assertEquals(0, scrape(79, Map.of("79", 1)));
        assertEquals(1, scrape(79, Map.of("79", 2)), "the gauge shows nothing of it");
        assertEquals(2, scrape(79, Map.of("79", 4)));
        assertEquals(4, all.stream().map(Occurrence::id).distinct().count());
    }

    @Test
    void theGaugeAndTheCountTellOneEventWhicheverComesFirst() {
        scrape(0, Map.of());
        assertEquals(1, scrape(48, Map.of()), "the gauge was collected first");
        assertEquals(0, scrape(48, Map.of("48", 1)));
        assertEquals(1, scrape(48, Map.of("48", 1, "63", 1)), "the count was collected first");
        assertEquals(0, scrape(63, Map.of("48", 1, "63", 1)));
    }

    @Test
    void whatLeavesTheWindowIsNoNewsAndWhatComesThenIs() {
        scrape(0, Map.of());
        scrape(79, Map.of("79", 2));
        for (int i = 0; i < 25; i++) {
            assertEquals(0, scrape(79, i < 20 ? Map.of("79", 2) : Map.of()));
        }
        assertEquals(1, scrape(79, Map.of("79", 1)));
    }

    @Test
    void oneThatComesAsAnotherLeavesIsToldAtTheNextScrapeAtTheLatest() {
        scrape(0, Map.of());
        scrape(79, Map.of("79", 1));
        for (int i = 0; i < 19; i++) {
            scrape(79, Map.of("79", 1));
        }
        assertEquals(1, scrape(79, Map.of("79", 1)) + scrape(79, Map.of("79", 1)));
    }

    @Test
    void whatWasCountedBeforeTheFirstScrapeIsToldWithHowLongAgoItMayBe() {
        assertEquals(2, scrape(79, Map.of("79", 2)));
        assertEquals(5 * Times.MINUTE, all.getFirst().uncertainty());
        assertEquals(Priority.MEDIUM, all.getFirst().priority());
        assertEquals(0, scrape(79, Map.of("79", 2)));
    }

    @Test
    void aTotalIsReadByWhatItGrowsAndNotBesideTheWindowAgain() {
        scrape(79, Map.of(), Map.of("79", 7));
        assertEquals(
                List.of(Priority.INFO), all.stream().map(Occurrence::priority).toList(), "of an unknown time");
        assertEquals(2, scrape(79, Map.of("79", 2), Map.of("79", 9)));
        assertEquals(0, scrape(79, Map.of("79", 2), Map.of("79", 9)));
        assertEquals(1, scrape(79, Map.of("79", 3), Map.of("79", 1)), "the exporter began anew");
        assertEquals(1, scrape(63, Map.of("63", 1), Map.of("63", 1)));
    }

    @Test
    void withoutCountsTheGaugeTellsAsBefore() {
        scrape(13, Map.of());
        assertEquals(Priority.INFO, all.getFirst().priority());
        assertEquals(1, scrape(79, Map.of()));
        assertEquals(0, scrape(79, Map.of()));
        assertEquals(1, scrape(13, Map.of()));
    }

    @Test
    void aStormIsToldInFewEventsThatCountAll() {
        scrape(0, Map.of());
        assertEquals(100_000, scrape(79, Map.of("79", 100_000)));
        assertEquals(32, all.size());
    }
}
