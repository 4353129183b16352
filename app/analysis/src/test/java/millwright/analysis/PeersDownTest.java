package millwright.analysis;

import static millwright.analysis.SmallPlant.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import millwright.feed.Column;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.feed.States;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** One feed whose peers tell one metric of four GPUs each, every second. */
class PeersDownTest {
    private static final EntityId FEED = EntityId.of(EntityKind.SOURCE, "prom");
    private static final int PEERS = 3;
    private static final int SILENT_FROM = 60;
    private static final int SECONDS = 120;

    private final Plant plant = SmallPlant.plant();
    private final List<PlantEvent> told = new ArrayList<>();
    /** Second in which the feed says that it ends, its peers then say nothing more. */
    private int ended = Integer.MAX_VALUE;

    private static EntityId peer(int number) {
        return EntityId.of(EntityKind.SOURCE, "prom/host-" + number + ":9400");
    }

    private static SourceState state(EntityId source, String condition, int second) {
        long time = SmallPlant.START + second * Times.SECOND;
        return new SourceState(source, "prometheus", condition, "", time, 0, 1, 0, List.of(), 0, 0);
    }

    private Frame frame(int peer, int second, DataState state) {
        long time = SmallPlant.START + second * Times.SECOND;
        return new Frame(
                new MetricId("gpu.power"),
                EntityKind.GPU,
                plant.revision(),
                IntStream.range(peer * 4, peer * 4 + 4).toArray(),
                time,
                time + 50 * Times.MILLI,
                Times.SECOND,
                new Column.F64(SmallPlant.fill(4, 400)),
                States.all(state, 4),
                new Origin(peer(peer), false));
    }

    /** Condition of every source after {@link #SILENT_FROM}; then peer 0 tells nothing more. @return active findings */
    private List<Finding> run(Map<EntityId, String> conditions, boolean lastTellsForbidden) {
        Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
        analyst.accept(SmallPlant.whole(plant, SmallPlant.START), told::add);
        for (int s = 1; s < SECONDS; s++) {
            int second = s;
            if (s >= ended) {
                analyst.accept(state(FEED, "ended", s), told::add);
            } else {
                conditions.forEach((source, condition) ->
                        analyst.accept(state(source, second < SILENT_FROM ? "ok" : condition, second), told::add));
            }
            for (int p = 0; p < PEERS; p++) {
                boolean forbidden = lastTellsForbidden && p == PEERS - 1 && s >= SILENT_FROM;
                if (p > 0 || s < SILENT_FROM) {
                    analyst.accept(frame(p, s, forbidden ? DataState.FORBIDDEN : DataState.OK), told::add);
                }
            }
            analyst.tick(SmallPlant.START + s * Times.SECOND + 200 * Times.MILLI, told::add);
        }
        Map<String, Finding> newest = new TreeMap<>();
        only(told, Finding.class).forEach(f -> newest.put(f.id(), f));
        return newest.values().stream().filter(Finding::active).toList();
    }

    private static List<String> words(List<Finding> findings) {
        return findings.stream().map(f -> f.what() + " " + f.entity()).toList();
    }

    @Test
    void hostsBehindADeadPeerAreNoAlarmsBesideIt() {
        List<Finding> found = run(Map.of(FEED, "partial", peer(0), "failed", peer(1), "ok", peer(2), "ok"), false);
        assertEquals(List.of("Source failed " + peer(0)), words(found));
    }

    @Test
    void aDeadPeerDoesNotSilenceTheHostsOfAnother() {
        List<Finding> found = run(Map.of(FEED, "partial", peer(0), "ok", peer(1), "ok", peer(2), "failed"), true);
        assertTrue(
                found.stream().anyMatch(f -> f.what().equals("Values stale")),
                () -> words(found).toString());
        assertTrue(
                words(found).contains("Source failed " + peer(2)),
                () -> words(found).toString());
    }

    @Test
    void aFeedThatIsLateAsAWholeSpeaksForItsPeers() {
        List<Finding> found = run(Map.of(FEED, "late", peer(0), "ok", peer(1), "ok", peer(2), "ok"), false);
        assertEquals(List.of("Source late " + FEED), words(found));
    }

    @Test
    void aFeedThatEndedEndsWhatWasSaidOfItsPeers() {
        ended = 90;
        List<String> found = words(run(Map.of(peer(0), "failed"), false));
        assertTrue(found.stream().noneMatch(w -> w.startsWith("Source")), found::toString);
    }
}
