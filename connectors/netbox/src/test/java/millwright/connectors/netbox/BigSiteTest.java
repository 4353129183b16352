package millwright.connectors.netbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand devices with two power cords and eight links each. */
class BigSiteTest {
    private static final int RACKS = 1_000;
    private static final int NODES = 8_000;
    private static final int PDUS = 2 * RACKS;
    private static final int LINKS = 8;

    @TempDir
    private Path folder;

    private void write(String name, int count, IntFunction<String> object) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name + ".json"))) {
            out.write("[");
            for (int i = 0; i < count; i++) {
                out.write((i == 0 ? "" : ",\n") + object.apply(i));
            }
            out.write("]");
        }
    }

    private void writeAll() throws IOException {
        write("sites", 1, i -> "{\"id\":1,\"name\":\"Big\",\"slug\":\"big\"}");
        write(
                "locations",
                51,
                i -> "{\"id\":%d,\"name\":\"%s\",\"site\":1,\"parent\":%s}"
                        .formatted(i + 1, i == 0 ? "Hall" : "Row " + i, i == 0 ? "null" : "1"));
        write(
                "racks",
                RACKS,
                i -> "{\"id\":%d,\"name\":\"R%04d\",\"site\":1,\"location\":%d,\"u_height\":48}"
                        .formatted(i + 1, i, 2 + i % 50));
        write(
                "device-types",
                2,
                i -> "{\"id\":%d,\"u_height\":%d,\"is_full_depth\":true}".formatted(i + 1, i == 0 ? 5 : 0));
        write("devices", NODES + PDUS + 1, i -> device(i));
        write("power-panels", 2, i -> "{\"id\":%d,\"name\":\"P%d\",\"site\":1}".formatted(i + 1, i));
        write(
                "power-feeds",
                PDUS,
                i -> ("{\"id\":%d,\"name\":\"F%d\",\"power_panel\":{\"id\":%d},\"rack\":{\"id\":%d},\"type\":\"%s\","
                                + "\"phase\":\"three-phase\",\"voltage\":415,\"amperage\":60,\"max_utilization\":80}")
                        .formatted(i + 1, i, 1 + i % 2, 1 + i / 2, i % 2 == 0 ? "primary" : "redundant"));
        write(
                "power-ports",
                PDUS + 2 * NODES,
                i -> "{\"id\":%d,\"device\":{\"id\":%d}}"
                        .formatted(i + 1, i < PDUS ? NODES + i + 1 : (i - PDUS) / 2 + 1));
        write("power-outlets", 2 * NODES, i -> "{\"id\":%d,\"device\":{\"id\":%d}}".formatted(i + 1, pdu(i) + 1));
        write(
                "interfaces",
                2 * NODES * LINKS,
                i -> "{\"id\":%d,\"device\":{\"id\":%d},\"name\":\"p%d\",\"type\":{\"value\":\"400gbase-x-osfp\"}}"
                        .formatted(i + 1, i < NODES * LINKS ? i / LINKS + 1 : NODES + PDUS + 1, i));
        write("cables", PDUS + 2 * NODES + NODES * LINKS, i -> cable(i));
    }

    /** The PDU of a node's cord. */
    private static int pdu(int cord) {
        int rack = cord / 2 / (NODES / RACKS);
        return NODES + 2 * rack + cord % 2;
    }

    private static String device(int i) {
        if (i == NODES + PDUS) {
            return "{\"id\":%d,\"name\":\"core\",\"role\":{\"slug\":\"spine\"},\"site\":1}".formatted(i + 1);
        }
        boolean node = i < NODES;
        int rack = node ? i / (NODES / RACKS) : (i - NODES) / 2;
        return ("{\"id\":%d,\"name\":\"%s%d\",\"role\":{\"slug\":\"%s\"},\"device_type\":{\"id\":%d},\"site\":1,\"rack\":{\"id\":%d},"
                        + "\"position\":%s,\"face\":\"front\",\"serial\":\"S%d\",\"custom_fields\":{\"note\":\"%s\"}}")
                .formatted(
                        i + 1,
                        node ? "n" : "pdu",
                        i,
                        node ? "gpu-node" : "pdu",
                        node ? 1 : 2,
                        rack + 1,
                        node ? 1 + 5 * (i % (NODES / RACKS)) + ".0" : "null",
                        i,
                        "x".repeat(500));
    }

    private static String cable(int i) {
        if (i < PDUS) {
            return ends(i, "powerfeed", i + 1, "powerport", i + 1);
        }
        int cord = i - PDUS;
        if (cord < 2 * NODES) {
            return ends(i, "poweroutlet", cord + 1, "powerport", PDUS + cord + 1);
        }
        int link = cord - 2 * NODES;
        return ends(i, "interface", link + 1, "interface", NODES * LINKS + link + 1);
    }

    private static String ends(int id, String a, int from, String b, int to) {
        return ("{\"id\":%d,\"a_terminations\":[{\"object_type\":\"dcim.%s\",\"object_id\":%d}],"
                        + "\"b_terminations\":[{\"object_type\":\"dcim.%s\",\"object_id\":%d}]}")
                .formatted(id + 1, a, from, b, to);
    }

    @Test
    void tenThousandDevicesAreReadWholeAndWithoutAProblem() throws IOException, InterruptedException {
        writeAll();
        try (Listening heard = new Listening("export: " + folder)) {
            SourceState state = heard.state("ok");
            Plant plant = heard.plant();
            assertEquals(1, state.errors(), state.missing().toString());
            assertTrue(state.missing().contains("dcim.device 10001: core is in no rack"));
            assertEquals(NODES, plant.count(EntityKind.NODE));
            assertEquals(PDUS, plant.count(EntityKind.PDU));
            assertEquals(NODES * LINKS, plant.count(EntityKind.LINK));
            int last = plant.indexOf(new EntityId("node:n7999"));
            assertEquals(2, plant.feeders(last).size());
            assertEquals(LINKS, plant.within(last, EntityKind.LINK).length);
        }
    }
}
