package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.HttpReader;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Origin;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power limit is written only over what was read, and done only when it is read back. */
class PowerLimitTest {
    private static final EntityId NODE = EntityId.of(EntityKind.NODE, "n17");
    private static final String PROCESSORS = "/redfish/v1/Systems/1/Processors";

    @TempDir
    Path folder;

    private TestBmc bmc;

    @BeforeEach
    void serve() throws Exception {
        bmc = new TestBmc(folder, "ip:127.0.0.1");
        bmc.put("/redfish/v1", "{\"Systems\":{\"@odata.id\":\"/redfish/v1/Systems\"}}");
        bmc.collection(
                "/redfish/v1/Systems",
                Map.of("1", "{\"Id\":\"1\",\"Processors\":{\"@odata.id\":\"" + PROCESSORS + "\"}}"));
        Map<String, String> gpus = new LinkedHashMap<>();
        for (int n = 0; n < 2; n++) {
            gpus.put("GPU_" + n, """
                {"Id":"GPU_%d","ProcessorType":"GPU","EnvironmentMetrics":{"@odata.id":"%s"}}\
                """.formatted(n, metrics(n)));
            bmc.put(metrics(n), """
                {"PowerWatts":{"Reading":600},
                 "PowerLimitWatts":{"SetPoint":700,"AllowableMin":200,"AllowableMax":1000,"DefaultSetPoint":950}}\
                """);
        }
        bmc.collection(PROCESSORS, gpus);
    }

    @AfterEach
    void stop() {
        bmc.close();
    }

    private static String metrics(int gpu) {
        return PROCESSORS + "/GPU_" + gpu + "/EnvironmentMetrics";
    }

    private double setPoint(int gpu) {
        return JsonParser.parseString(bmc.resources.get(metrics(gpu)))
                .getAsJsonObject()
                .getAsJsonObject("PowerLimitWatts")
                .get("SetPoint")
                .getAsDouble();
    }

    private static ActionHeader header(String key, long expires) {
        return new ActionHeader(key, "eve", ActionHeader.ProposerKind.PERSON, 0, expires, 0, "");
    }

    private static Command cap(String key, double watts) {
        return new Command.Execute(new ControlAction.SetPowerCap(header(key, Long.MAX_VALUE), List.of(NODE), watts));
    }

    private Listening ready(String more) throws Exception {
        Listening feed = new Listening(bmc, folder, more);
        assertNotNull(feed.awaitCondition("ok"));
        return feed;
    }

    private static ActionProgress end(Listening feed) throws InterruptedException {
        ActionProgress end = feed.await(ActionProgress.class, a -> a.stage().isFinal());
        assertNotNull(end);
        return end;
    }

    private static Receipt receipt(Listening feed) throws InterruptedException {
        Receipt receipt = feed.await(Receipt.class, r -> true);
        assertNotNull(receipt);
        return receipt;
    }

    @Test
    void aCapIsWrittenToEveryGpuAndReadBack() throws Exception {
        try (Listening feed = ready("")) {
            feed.send(cap("k1", 650));
            assertEquals(Receipt.Answer.ACCEPTED, receipt(feed).answer());
            ActionProgress end = end(feed);
            assertEquals(ActionStage.CONFIRMED, end.stage());
            ActionProgress.Target target = end.values().getFirst();
            assertEquals(NODE, target.entity());
            assertEquals(700, target.before());
            assertEquals(650, target.desired());
            assertEquals(650, target.commanded());
            assertEquals(650, target.observed());
            assertEquals(650, setPoint(0));
            assertEquals(650, setPoint(1));
            assertEquals(1, bmc.count("PATCH " + metrics(0)));
            assertNotNull(feed.await(
                    millwright.feed.SourceState.class, s -> feed.values.get("gpu.power.limit gpu:n17/GPU_1") == 650));
        }
    }

    @Test
    void noNumberLiftsTheCapToTheDefault() throws Exception {
        try (Listening feed = ready("")) {
            feed.send(cap("k1", Double.NaN));
            assertEquals(ActionStage.CONFIRMED, end(feed).stage());
            assertEquals(950, setPoint(1));
        }
    }

    /** Somebody else writes just before each of the first {@code times} PATCHes. */
    private AtomicInteger disturb(int times) {
        AtomicInteger patches = new AtomicInteger();
        bmc.manners.put(metrics(0), x -> {
            if (x.getRequestMethod().equals("PATCH") && patches.incrementAndGet() <= times) {
                bmc.touched();
            }
            bmc.resource(x, metrics(0));
        });
        return patches;
    }

    @Test
    void whatSomebodyElseChangedIsReadAgainAndWrittenOnceMore() throws Exception {
        try (Listening feed = ready("")) {
            AtomicInteger patches = disturb(1);
            feed.send(cap("k1", 650));
            assertEquals(ActionStage.CONFIRMED, end(feed).stage());
            assertEquals(2, patches.get());
            assertEquals(650, setPoint(0));
        }
    }

    @Test
    void whoeverIsAlwaysOvertakenGivesUpAndTheRestIsDone() throws Exception {
        try (Listening feed = ready("")) {
            AtomicInteger patches = disturb(9);
            feed.send(cap("k1", 650));
            ActionProgress end = end(feed);
            assertEquals(ActionStage.PARTIAL, end.stage());
            assertEquals(2, patches.get());
            String text = end.trail().getLast().text();
            assertTrue(text.contains("read back from 1 of 2 GPUs; gpu:n17/GPU_0: ") && text.contains("412"), text);
            assertEquals(700, setPoint(0));
        }
    }

    @Test
    void whatTheBoardCannotDoIsNotWritten() throws Exception {
        try (Listening feed = ready("")) {
            feed.send(cap("k1", 1200));
            ActionProgress end = end(feed);
            assertEquals(ActionStage.FAILED, end.stage());
            assertTrue(end.trail().getLast().text().contains("1200 W is outside of 200 to 1000 W"));
            assertEquals(0, bmc.count("PATCH " + metrics(0)));
        }
    }

    @Test
    void anAcceptedWriteThatChangesNothingIsNotDone() throws Exception {
        AtomicInteger patches = new AtomicInteger();
        bmc.manners.put(metrics(0), x -> {
            if (x.getRequestMethod().equals("PATCH")) {
                patches.incrementAndGet();
                TestBmc.send(x, 204, "");
            } else {
                bmc.resource(x, metrics(0));
            }
        });
        try (Listening feed = ready("")) {
            feed.send(cap("k1", 650));
            ActionProgress observing = feed.await(ActionProgress.class, a -> a.stage() == ActionStage.OBSERVING);
            assertNotNull(observing);
            assertEquals(675, observing.values().getFirst().observed(), "one shows 700 W, the other 650 W");
            bmc.manners.clear();
            bmc.put(metrics(0), bmc.resources.get(metrics(1)));
            assertEquals(ActionStage.CONFIRMED, end(feed).stage(), "it took its time");
            assertEquals(1, patches.get());
        }
    }

    @Test
    void theSameKeyIsCarriedOutOnce() throws Exception {
        try (Listening feed = ready("")) {
            feed.send(cap("k1", 650));
            assertEquals(ActionStage.CONFIRMED, end(feed).stage());
            feed.send(cap("k1", 650));
            assertEquals(Receipt.Answer.DUPLICATE, receipt(feed).answer());
            assertEquals(1, bmc.count("PATCH " + metrics(0)));
        }
    }

    @Test
    void whatRedfishCannotDoIsRefusedWithAReason() throws Exception {
        try (Listening feed = ready("")) {
            feed.send(new Command.Execute(new ControlAction.Drain(header("k1", Long.MAX_VALUE), List.of(NODE))));
            Receipt drain = receipt(feed);
            assertEquals(Receipt.Answer.REFUSED, drain.answer());
            assertTrue(drain.text().contains("scheduler"), drain.text());
            feed.send(new Command.Execute(new ControlAction.SetPowerCap(
                    header("k2", Long.MAX_VALUE), List.of(EntityId.of(EntityKind.NODE, "n99")), 650)));
            assertTrue(receipt(feed).text().contains("no controller offers a power limit"));
            feed.send(new Command.Execute(new ControlAction.SetPowerCap(header("k3", 1), List.of(NODE), 650)));
            assertTrue(receipt(feed).text().contains("expired"));
        }
        try (Listening feed = ready("read-only: true")) {
            feed.send(cap("k4", 650));
            assertTrue(receipt(feed).text().contains("read-only"));
        }
        assertEquals(700, setPoint(0));
    }

    @Test
    void aWriteThatNeverShowsHasFailedAfterHalfAMinute() throws Exception {
        bmc.needsLogin = false;
        bmc.manners.put(metrics(0), x -> {
            if (x.getRequestMethod().equals("PATCH")) {
                TestBmc.send(x, 204, "");
            } else {
                bmc.resource(x, metrics(0));
            }
        });
        HttpAccess access = new HttpAccess(
                8_000_000_000L, Optional.empty(), Optional.empty(), "", Optional.of(bmc.authority), Optional.empty());
        EntityId gpu = new EntityId("gpu:n17/GPU_0");
        List<ActionProgress> told = new ArrayList<>();
        AtomicLong now = new AtomicLong(1);
        try (HttpReader reader = new HttpReader(access, Document.MAX_BYTES, InstantSource.system())) {
            Client client = new Client(reader, URI.create(bmc.address()), new Session(access));
            CapOrder order = new CapOrder(
                    new ControlAction.SetPowerCap(header("k1", Long.MAX_VALUE), List.of(NODE), 650),
                    Map.of(NODE, List.of(gpu)),
                    0,
                    new Origin(new EntityId("source:redfish"), false),
                    e -> told.add((ActionProgress) e));
            CapTask task = new CapTask(order, List.of(new Inventory.Lever(gpu, metrics(0))));
            task.turn(client, now::get);
            assertTrue(task.isOpen());
            assertEquals(ActionStage.OBSERVING, told.getLast().stage());
            now.addAndGet(29_000_000_000L);
            task.turn(client, now::get);
            assertTrue(task.isOpen());
            now.addAndGet(2_000_000_000L);
            task.turn(client, now::get);
        }
        assertEquals(ActionStage.FAILED, told.getLast().stage());
        String text = told.getLast().trail().getLast().text();
        assertTrue(text.contains("shows 700 W after 30 s"), text);
        assertEquals(650, told.getLast().values().getFirst().commanded());
        assertEquals(700, told.getLast().values().getFirst().observed());
    }
}
