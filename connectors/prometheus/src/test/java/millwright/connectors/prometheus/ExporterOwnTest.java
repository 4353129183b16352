package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.ExporterOwn;
import millwright.connectors.source.exporter.HealthWatch;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.hearing.SharedData;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;

/** What dcgm-exporter counts and judges itself, with the labels that it gives it. */
class ExporterOwnTest {
    private static final String GPU = "gpu=\"0\",UUID=\"a\",Hostname=\"n17\"";

    private final Mapping mapping = new Mapping(Catalogue.standard());

    private Mapping.Result read(String text) {
        return mapping.read(ExpositionParser.parse(text), new Asked("h", "h", 0), new Totals());
    }

    private static Map<String, Reading> byMetric(Mapping.Result result) {
        return result.readings().stream()
                .collect(Collectors.toMap(r -> r.metric().name(), r -> r));
    }

    @Test
    void everyOneThatTheExporterListsIsKnown() throws IOException {
        List<String> listed = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.file("dcgm/default-counters.csv"))) {
            if (line.contains("DCGM_EXP_")) {
                listed.add(line.substring(line.indexOf("DCGM_EXP_"), line.indexOf(',')));
            }
        }
        assertFalse(listed.isEmpty());
        for (String name : listed) {
            assertEquals(Map.of(), read(name + "{" + GPU + "} 0\n").unknown(), name);
        }
    }

    @Test
    void xidsAreCountedByCodeOnTheBoardOnceForAllOfItsInstances() {
        String line = "DCGM_EXP_XID_ERRORS_COUNT{%s,GPU_I_ID=\"%d\",window_size_in_ms=\"300000\",xid=\"79\"} 2\n";
        Mapping.Result result = read(line.formatted(GPU, 1) + line.formatted(GPU, 2)
                + "DCGM_EXP_XID_ERRORS_COUNT{gpu=\"1\",UUID=\"b\",window_size_in_ms=\"300000\"} 0\n");
        EntityId board = EntityId.of(EntityKind.GPU, "a");
        assertEquals(
                List.of(new ExporterOwn.Xids(board, 79, 300_000_000_000L, 2)),
                result.own().xids());
    }

    @Test
    void clockEventsOfTheWindowAreTheBitsOfTheirReasons() {
        String line = "DCGM_EXP_CLOCK_EVENTS_COUNT{%s,clock_event=\"%s\",window_size_in_ms=\"300000\"} %d\n";
        Mapping.Result result = read(line.formatted(GPU, "power_cap", 300)
                + line.formatted(GPU, "hw_thermal", 4)
                + line.formatted(GPU, "gpu_idle", 0));
        assertEquals(0x44, byMetric(result).get("gpu.throttle.recent").value());
        assertEquals(
                0,
                byMetric(read("DCGM_EXP_CLOCK_EVENTS_COUNT{" + GPU + ",window_size_in_ms=\"300000\"} 0\n"))
                        .get("gpu.throttle.recent")
                        .value());
    }

    @Test
    void theWorstOfWhatIsJudgedIsTheHealthAndItsChangeAnEventThatNamesIt() {
        String line = "DCGM_EXP_GPU_HEALTH_STATUS{%s,health_watch=\"%s\",health_error_code=\"%s\"} %d\n";
        String sound = line.formatted(GPU, "PCIE", "DCGM_FR_OK", 0);
        HealthWatch watch = new HealthWatch();
        Origin teller = new Origin(EntityId.of(EntityKind.SOURCE, "t"), false);
        Mapping.Result before = read(sound + line.formatted(GPU, "NVLINK", "DCGM_FR_OK", 0));
        assertEquals(0, byMetric(before).get("health").value());
        assertEquals(List.of(), watch.watch(before.own().health(), 1, 0, teller));
        Mapping.Result after = read(sound + line.formatted(GPU, "NVLINK", "DCGM_FR_NVLINK_DOWN", 20));
        assertEquals(2, byMetric(after).get("health").value());
        Occurrence event = watch.watch(after.own().health(), 2, 1, teller).getFirst();
        assertEquals("DCGM health of NVLINK fails (DCGM_FR_NVLINK_DOWN)", event.text());
        assertEquals(Priority.HIGH, event.priority());
        assertEquals(List.of(), watch.watch(after.own().health(), 3, 1, teller));
    }

    @Test
    void peersOverNvlinkAreCountedAndAGpuWithoutItHasNoNumber() {
        String line = "DCGM_EXP_P2P_STATUS{gpu=\"%d\",UUID=\"%s\",peer_gpu=\"%d\",link_status=\"%s\"} %d\n";
        Mapping.Result result = read(line.formatted(0, "a", 1, "OK", 0)
                + line.formatted(0, "a", 2, "OK", 0)
                + line.formatted(0, "a", 3, "Unknown", 6));
        assertEquals(2, byMetric(result).get("gpu.nvlink.peers").value());
        Reading none =
                byMetric(read(line.formatted(0, "b", 1, "NotSupported", 5))).get("gpu.nvlink.peers");
        assertEquals(DataState.NOT_SUPPORTED, none.state());
    }
}
