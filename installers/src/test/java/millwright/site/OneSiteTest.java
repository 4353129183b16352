package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.feed.ActionStage;
import millwright.feed.Command.Want;
import millwright.feed.ControlAction;
import millwright.feed.Occurrence;
import millwright.hearing.SharedData;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.site.SiteDesk.Cell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A desk before a whole site, each source a real peer: what it sees, one action over each protocol that can write, and the
 * death of each peer. Runs only where all the properties below name what the scripts in {@code .ci/site} started.
 */
@EnabledIfSystemProperty(named = "site.slurm", matches = ".+")
@EnabledIfSystemProperty(named = "site.mosquitto", matches = ".+")
@EnabledIfSystemProperty(named = "site.snmpsim", matches = ".+")
@EnabledIfSystemProperty(named = "site.prometheus", matches = ".+")
@EnabledIfSystemProperty(named = "site.victoria", matches = ".+")
@EnabledIfSystemProperty(named = "site.otlp", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneSiteTest {
    private static final EntityId PDU = new EntityId("pdu:PDU-1");
    private static final EntityId RACK = new EntityId("rack:S1");
    private static final EntityId MODBUS_CDU = new EntityId("cdu:C1");
    private static final EntityId MQTT_CDU = new EntityId("cdu:G1");
    private static final MetricId SETPOINT = new MetricId("cooling.supply.setpoint");

    /**
     * A peer, whose death its source tells.
     *
     * @param source as the configuration names it @param cells that it alone tells, with all values that they may ever have
     */
    private record Part(String source, Peer peer, Map<Cell, Set<Double>> cells) {}

    private OneSite site;
    private SiteDesk desk;
    private EntityId node;
    private EntityId gpu;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        site = new OneSite(folder, SharedData.file(""));
        desk = new SiteDesk(site.gateway.port(), wants());
        for (int n = 0; n < OneSite.GPUS; n++) {
            String number = String.valueOf(n);
            desk.until(
                    "the GPUs of Slurm",
                    () -> !desk.named(EntityKind.GPU, "slurm.gres.index", number)
                            .isEmpty());
            String path = OneSite.SYSTEM + "/Processors/GPU_" + n;
            desk.until(
                    "the GPUs of the controller",
                    () -> !desk.named(EntityKind.GPU, "redfish.path", path).isEmpty());
        }
        site.exporter.again();
        desk.until("the GPUs of Slurm and of DCGM", () -> gpusKnowing("slurm.gres.index") == OneSite.GPUS);
        EntityId logged = EntityId.of(EntityKind.GPU, site.host + "/" + OneSite.pci(OneSite.XID_BEFORE));
        desk.until("all that a log says of a GPU", () -> desk.plant().indexOf(logged) < 0);
        desk.until("the GPUs of all three", () -> gpusKnowing("redfish.path") == OneSite.GPUS);
        desk.until(
                "the node",
                () -> one(EntityKind.NODE, "slurm.node", site.host)
                        .map(id -> desk.plant().nativeIds(id).containsKey("redfish.path"))
                        .orElse(false));
        node = one(EntityKind.NODE, "slurm.node", site.host).orElseThrow();
        gpu = one(EntityKind.GPU, "dcgm.uuid", "GPU-" + OneSite.uuid(0)).orElseThrow();
        parts();
        for (Part part : parts.values()) {
            part.cells().keySet().forEach(c -> desk.until(c + " of all", () -> desk.state(c) == DataState.OK));
        }
    }

    private Optional<EntityId> known(String uuid) {
        return one(EntityKind.GPU, "dcgm.uuid", "GPU-" + uuid);
    }

    /** How many of the node's GPUs that DCGM tells of have a name of this kind too. */
    private int gpusKnowing(String key) {
        int known = 0;
        for (int n = 0; n < OneSite.GPUS; n++) {
            known += one(EntityKind.GPU, "dcgm.uuid", "GPU-" + OneSite.uuid(n))
                            .map(id -> desk.plant().nativeIds(id).containsKey(key))
                            .orElse(false)
                    ? 1
                    : 0;
        }
        return known;
    }

    @AfterAll
    void stop() throws Exception {
        if (desk != null) {
            desk.close();
        }
        if (site != null) {
            site.close();
        }
    }

    private Optional<EntityId> one(EntityKind kind, String key, String value) {
        List<EntityId> found = desk.named(kind, key, value);
        assertTrue(found.size() < 2, found + " are several");
        return found.stream().findFirst();
    }

    private static Set<Want> wants() {
        Map<String, EntityKind> metrics = Map.of(
                "gpu.clock.sm", EntityKind.GPU,
                "gpu.clock.memory", EntityKind.GPU,
                "gpu.memory.temperature", EntityKind.GPU,
                "gpu.power", EntityKind.GPU,
                "gpu.power.limit", EntityKind.GPU,
                "node.power", EntityKind.NODE,
                "node.state", EntityKind.NODE,
                "rack.power", EntityKind.RACK,
                "power.observed", EntityKind.PDU);
        Stream<Want> cdu =
                Stream.of("cooling.flow", SETPOINT.name()).map(m -> new Want(new MetricId(m), EntityKind.CDU, 0));
        return Stream.concat(
                        metrics.entrySet().stream().map(e -> new Want(new MetricId(e.getKey()), e.getValue(), 0)), cdu)
                .collect(Collectors.toSet());
    }

    private void parts() {
        for (String uuid : List.of(OneSite.FAR_UUID, OneSite.THIRD_UUID)) {
            desk.until("the GPU that only one store knows", () -> known(uuid).isPresent());
        }
        EntityId far = known(OneSite.FAR_UUID).orElseThrow();
        EntityId third = known(OneSite.THIRD_UUID).orElseThrow();
        EntityId sent = EntityId.of(EntityKind.GPU, OtlpSender.HOST + "/0");
        part("dcgm", site.exporter, Map.of(cell("gpu.clock.sm", gpu), Set.of(139.0)));
        part("store", site.store, Map.of(cell("gpu.clock.sm", far), Set.of(139.0)));
        part("victoria", site.victoria, Map.of(cell("gpu.clock.sm", third), Set.of(139.0)));
        Map<Cell, Set<Double>> states = Map.of(cell("node.state", node), Set.of(0.0, 1.0, 2.0, 3.0));
        part("slurm", site.slurm, states);
        parts.put("slurmctld", new Part("slurm", site.slurm.behind("slurmctld"), states));
        Map<Cell, Set<Double>> board = Map.of(
                cell("node.power", node), Set.of(374.0),
                cell("gpu.power", gpu), Set.of(90.0),
                cell("gpu.power.limit", gpu), Set.of(150.0, 120.0));
        part("redfish", site.bmc, board);
        Map<Cell, Set<Double>> points =
                Map.of(cell("rack.power", RACK), Set.of(88_500.0), cell(SETPOINT.name(), MQTT_CDU), Set.of(30.0, 27.5));
        part("building", site.broker, points);
        Map<Cell, Set<Double>> registers = Map.of(
                cell("cooling.flow", MODBUS_CDU), Set.of(420.0), cell(SETPOINT.name(), MODBUS_CDU), Set.of(25.0, 30.5));
        part("cooling", site.cooling, registers);
        part("pdus", site.pdu, Map.of(cell("power.observed", PDU), Set.of(7_340.0)));
        part("otlp", site.sender, Map.of(cell("gpu.power", sent), Set.of(603.0)));
    }

    private void part(String source, Peer peer, Map<Cell, Set<Double>> cells) {
        parts.put(source, new Part(source, peer, cells));
    }

    private static Cell cell(String metric, EntityId entity) {
        return new Cell(metric, entity);
    }

    private static String unit(String metric) {
        return Catalogue.standard().find(new MetricId(metric)).orElseThrow().unit();
    }

    @Test
    void whatSeveralSourcesTellOfIsOne() {
        Plant plant = desk.plant();
        Map<String, String> names = plant.nativeIds(node);
        assertEquals(site.host, names.get("slurm.node"));
        assertEquals(OneSite.SERIAL, names.get("serial"));
        assertEquals(1, desk.named(EntityKind.NODE, "serial", OneSite.SERIAL).size());
        assertEquals(1, plant.entities().stream().filter(e -> isHost(e.name())).count());
        int rack = plant.ancestor(plant.indexOf(node), EntityKind.RACK);
        assertEquals("R4-16", plant.entity(rack).name(), "where NetBox says");
        List<Occurrence> conflicts = desk.occurrences().stream()
                .filter(o -> o.what().equals("identity.conflict"))
                .toList();
        assertEquals(List.of(), conflicts);
        int[] inside = plant.within(plant.indexOf(node), EntityKind.GPU);
        assertEquals(OneSite.GPUS, inside.length, "no board twice");
        for (int n = 0; n < OneSite.GPUS; n++) {
            EntityId id =
                    one(EntityKind.GPU, "dcgm.uuid", "GPU-" + OneSite.uuid(n)).orElseThrow();
            Map<String, String> board = plant.nativeIds(id);
            assertEquals(String.valueOf(n), board.get("slurm.gres.index"));
            assertEquals(OneSite.SYSTEM + "/Processors/GPU_" + n, board.get("redfish.path"));
            assertEquals(
                    node,
                    plant.entity(plant.ancestor(plant.indexOf(id), EntityKind.NODE))
                            .id());
        }
    }

    /** A log names a board by its address, also before anybody knew whose that is. */
    @ParameterizedTest
    @ValueSource(ints = {OneSite.XID_BEFORE, 1})
    void anXidInALogIsOfTheBoardThatDcgmTellsOf(int number) throws Exception {
        EntityId board = known(OneSite.uuid(number)).orElseThrow();
        assertEquals(
                node,
                desk.plant()
                        .entity(desk.plant().parent(desk.plant().indexOf(board)))
                        .id());
        if (number != OneSite.XID_BEFORE) {
            site.xid(number);
            desk.until(
                    "the XID on " + board,
                    () -> desk.occurrences().stream()
                            .anyMatch(o -> o.what().equals("xid") && o.entity().equals(board)));
        }
        List<EntityId> logged = desk.plant().entities().stream()
                .filter(e -> e.kind() == EntityKind.GPU)
                .map(e -> e.id())
                .filter(id -> desk.plant().nativeIds(id).getOrDefault("pci", "").contains(OneSite.pci(number)))
                .filter(id ->
                        desk.plant().nativeIds(id).getOrDefault("host", "").startsWith(site.host))
                .toList();
        assertEquals(List.of(board), logged, "one board, of the exporter, the log, Slurm and the controller");
    }

    private boolean isHost(String name) {
        return name.equals(site.host) || name.startsWith(site.host + ".");
    }

    @Test
    void everySourceIsThereWithItsValuesInCanonicalUnits() {
        for (Part part : parts.values()) {
            desk.until(part.source(), () -> desk.stands(part.source(), "ok"));
        }
        desk.untilValue(cell("gpu.clock.sm", gpu), 139);
        desk.untilValue(cell("gpu.clock.memory", gpu), 405);
        assertEquals("MHz", unit("gpu.clock.memory"));
        Cell blank = cell("gpu.memory.temperature", gpu);
        desk.until("a blank", () -> desk.time(blank) != 0);
        assertNotEquals(DataState.OK, desk.state(blank));
        assertTrue(Double.isNaN(desk.value(blank)), "a blank is no number");
        desk.untilValue(cell("node.power", node), 374);
        desk.untilValue(cell("gpu.power", gpu), 90);
        desk.untilValue(cell("rack.power", RACK), 88_500);
        assertEquals("W", unit("rack.power"));
        desk.untilValue(cell("power.observed", PDU), 7_340);
        desk.untilValue(cell("cooling.flow", MODBUS_CDU), 420);
        assertEquals("L/min", unit("cooling.flow"));
        Plant plant = desk.plant();
        int pdu = plant.indexOf(PDU);
        assertEquals(
                pdu, plant.feeders(plant.indexOf(RACK)).getFirst().feeder(), "SNMP feeds the rack of the building");
        Set<String> hosts = plant.entities().stream()
                .filter(e -> e.kind() == EntityKind.NODE)
                .map(e -> e.name())
                .collect(Collectors.toSet());
        Set<String> others =
                Set.of("gpu-node01", "gpu-node02", "gpu-node03", OtlpSender.HOST, OneSite.FAR_HOST, OneSite.THIRD_HOST);
        assertEquals(others, hosts.stream().filter(h -> !isHost(h)).collect(Collectors.toSet()));
    }

    /** The one by Prometheus, the other by VictoriaMetrics; neither was told of both. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatWasBeforeTheGatewayBeganIsToldByTheStoreThatKnows(int number) {
        Cell clock = cell("gpu.clock.sm", known(OneSite.uuid(number)).orElseThrow());
        long from = (site.pastFrom + 1_800) * Times.SECOND;
        int columns = 60;
        Window window = desk.past(clock, from, from + columns * Times.MINUTE, columns);
        for (int c = 0; c < columns; c++) {
            assertEquals(DataState.OK, window.stateAt(c), "column " + c);
            assertEquals(
                    OneSite.clock(site.pastFrom + 1_800 + c * 60L, site.pastFrom), window.last()[c], "column " + c);
        }
        long before = (site.pastFrom - 7_200) * Times.SECOND;
        assertTrue(desk.past(clock, before, before + Times.HOUR, 10).isEmpty());
    }

    @Test
    void aNodeDrainsAndComesBackThroughSlurm() throws Exception {
        ControlAction drain = new ControlAction.Drain(SiteDesk.header("drain"), List.of(node));
        desk.ask(drain);
        desk.untilStage(drain, ActionStage.CONFIRMED);
        assertTrue(scontrol().contains("DRAIN"), scontrol());
        ControlAction resume = new ControlAction.Resume(SiteDesk.header("resume"), List.of(node));
        desk.ask(resume);
        desk.untilStage(resume, ActionStage.CONFIRMED);
        assertTrue(!scontrol().contains("DRAIN"), scontrol());
    }

    private String scontrol() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(site.slurm.said("SCONTROL"), "show", "node", site.host);
        builder.environment().put("SLURM_CONF", site.slurm.said("CONF"));
        return Daemon.output(builder);
    }

    @Test
    void thePowerLimitOfAGpuIsSetThroughItsController() {
        ControlAction cap = new ControlAction.SetPowerCap(SiteDesk.header("cap"), List.of(node), 120);
        desk.ask(cap);
        desk.untilStage(cap, ActionStage.CONFIRMED);
        assertEquals(OneSite.GPUS, site.bmc.patches(), "one for each GPU");
        for (int n = 0; n < OneSite.GPUS; n++) {
            JsonObject limit = site.bmc.get(OneSite.limit(n)).getAsJsonObject("PowerLimitWatts");
            assertEquals(120, limit.get("SetPoint").getAsDouble());
        }
        assertEquals(150, desk.told(cap).before());
        assertEquals(120, desk.told(cap).observed());
        desk.untilValue(cell("gpu.power.limit", gpu), 120);
    }

    @Test
    void theBuildingIsAskedForWarmerWaterAndFollows() {
        MetricId request = new MetricId("cooling.supply.request");
        ControlAction warmer =
                new ControlAction.SetPoint(SiteDesk.header("building"), List.of(MQTT_CDU), request, 27.5);
        desk.untilValue(cell(SETPOINT.name(), MQTT_CDU), 30);
        desk.ask(warmer);
        desk.untilStage(warmer, ActionStage.OBSERVING);
        site.building.holds(27.5);
        desk.untilStage(warmer, ActionStage.CONFIRMED);
        desk.untilValue(cell(SETPOINT.name(), MQTT_CDU), 27.5);
    }

    @Test
    void aRegisterIsWrittenAndReadBack() {
        ControlAction warmer =
                new ControlAction.SetPoint(SiteDesk.header("register"), List.of(MODBUS_CDU), SETPOINT, 30.5);
        desk.ask(warmer);
        desk.untilStage(warmer, ActionStage.CONFIRMED);
        assertEquals(305, site.cooling.registers.get(100));
        desk.untilValue(cell(SETPOINT.name(), MODBUS_CDU), 30.5);
    }

    /** Its own values are overdue and it says why; all others go on; when it is back, so are they. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dcgm",
                "store",
                "victoria",
                "slurm",
                "slurmctld",
                "redfish",
                "building",
                "cooling",
                "pdus",
                "otlp"
            })
    void theDeathOfAPeerConcernsItselfAlone(String name) throws Exception {
        Part dead = Objects.requireNonNull(parts.get(name));
        for (Part part : parts.values()) {
            desk.until(part.source() + " before", () -> goesOn(part, 0));
        }
        dead.peer().kill();
        desk.until(name + " failed", () -> desk.stands(dead.source(), "failed"));
        assertTrue(desk.words(dead.source()).contains("since "), desk.words(dead.source()));
        dead.cells().forEach((cell, ever) -> {
            desk.until(cell + " overdue", () -> desk.state(cell) == DataState.STALE);
            assertTrue(ever.contains(desk.value(cell)), cell + " " + desk.value(cell));
        });
        long now = SiteDesk.now();
        for (Part other : parts.values()) {
            // which scrape the dead one too
            boolean through =
                    name.equals("dcgm") && List.of("store", "victoria").contains(other.source());
            if (!other.source().equals(dead.source()) && !through) {
                desk.until(other.source() + " goes on", () -> goesOn(other, now));
            }
        }
        dead.peer().again();
        desk.until(name + " again", () -> goesOn(dead, now));
        parts.values()
                .forEach(part -> part.cells().forEach((cell, ever) -> {
                    Set<Double> heard = desk.heard(cell);
                    assertTrue(ever.containsAll(heard), cell + " was told as " + heard);
                }));
    }

    private boolean goesOn(Part part, long after) {
        return desk.stands(part.source(), "ok")
                && !desk.stands(part.source(), "failed")
                && part.cells().keySet().stream().allMatch(c -> desk.state(c) == DataState.OK && desk.time(c) > after);
    }
}
