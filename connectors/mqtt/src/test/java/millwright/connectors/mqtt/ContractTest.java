package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import millwright.feed.ActionHeader;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.hearing.SharedData;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read and written, against the contract's own AsyncAPI files. */
class ContractTest {
    /** Where the contract leaves the unit open. */
    private static final Map<Object, String> UNITS = Map.of(
            "Voltage", "V",
            "Frequency", "Hz",
            "ApparentPower", "kVA",
            "ActivePower", "kW",
            "Current", "A",
            "CurrentLimit", "A",
            "PhaseCurrent", "A",
            "LiquidFlow", "LPM",
            "LiquidDifferentialPressure", "kPa",
            "PumpSpeed", "RPM");

    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private static Schema schema(String file) throws IOException {
        return new Schema(SharedData.file("dsx-exchange/" + file));
    }

    private static Json json(Map<String, Object> message) throws Garbled {
        return Json.of(GSON.toJson(message).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyMetadataOfTheContractIsReadAndIsAPointOrSaysWhyNot() throws IOException {
        Schema bms = schema("bms.yaml");
        Sense.Reader reader = new Sense.Reader(Map.of());
        Map<String, String> known = new TreeMap<>();
        Map<String, String> unknown = new TreeMap<>();
        for (String channel : new TreeSet<>(bms.at("channels").keySet())) {
            String address = (String) bms.at("channels", channel).get("address");
            if (!address.contains("/Metadata/")) {
                continue;
            }
            for (String message : bms.at("channels", channel, "messages").keySet()) {
                Map<String, Object> payload = bms.at("channels", channel, "messages", message, "payload");
                Map<String, Object> made = bms.example(payload);
                made.put("objectType", address.split("/")[4]);
                if ("engUnit".equals(made.get("engUnit"))) {
                    made.put("engUnit", UNITS.getOrDefault(made.get("pointType"), "none"));
                }
                if (!address.contains("/Rack/") && !address.contains("/PowerMeter/")) {
                    made.put("processArea", List.of("Secondary", "Supply"));
                }
                PointKey key = new PointKey((String) made.get("objectType"), (String) made.get("pointType"), "a/b");
                Sense sense = reader.read(key, PointMetadata.of(key, json(made)));
                (sense instanceof Sense.Unknown ? unknown : known).put(key.toString(), sense.toString());
            }
        }
        assertTrue(known.size() > 40, "only these are points: " + known.keySet());
        for (String point : known.keySet()) {
            assertFalse(unknown.containsKey(point));
        }
        List<String> racks = new ArrayList<>(unknown.keySet());
        racks.removeIf(p -> !p.startsWith("Rack/"));
        assertEquals(List.of(), racks, "every point of a rack has a place");
    }

    @Test
    void whatIsWrittenFitsTheContract() throws IOException, InterruptedException {
        Schema bms = schema("bms.yaml");
        try (Listening listening = new Listening(new TestBroker(), "").subscribed()) {
            Map<String, Object> request =
                    bms.example(bms.at("components", "schemas", "RackLiquidIsolationRequestMetadata"));
            request.put("objectType", "Rack");
            request.put("integration", "MILLWRIGHT");
            listening.broker.publish(
                    "BMS/v1/PUB/Metadata/Rack/RackLiquidIsolationRequest/r1", GSON.toJson(request), true);
            EntityId rack = new EntityId("rack:" + request.get("rackLocationId"));
            listening.await(PlantChanged.class, c -> listening.plant().indexOf(rack) >= 0);
            long now = Times.nanos(Instant.now());
            ActionHeader header =
                    new ActionHeader("k", "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "leak");
            listening
                    .feed()
                    .send(new Command.Execute(new ControlAction.SetPoint(
                            header, List.of(rack), new MetricId("rack.isolation.liquid.request"), 1)));
            TestBroker.Published written = listening.broker.published.poll(30, TimeUnit.SECONDS);
            Map<String, Object> said = Schema.map(GSON.fromJson(written.payload(), Map.class));
            assertEquals("", bms.fault(bms.at("components", "messages", "ValueMessage", "payload"), said, "value"));
            assertEquals("BMS/v1/MILLWRIGHT/Value/Rack/RackLiquidIsolationRequest/r1", written.topic());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LoadTargetSetEvent, SetLoadTargetData, isv/x/loadtarget/set, grid.loadtarget.set.v1, load.target",
        "PowerStateStatusEvent, PowerStateStatusData, dsx-flex-agent/x/powerstate/status,"
                + " grid.powerstate.status.v1, power.state",
        "PowerBreachAlertEvent, PowerBreachAlertData, dsx-flex-agent/x/powerbreach,"
                + " grid.powerbreach.alert.v1, power.breach",
        "PowerBreachEnforcementEvent, PowerBreachEnforcementData, infra/x/powerbreach/enforcement,"
                + " grid.powerbreach.enforcement.v1, power.enforcement"
    })
    void everyGridMessageOfTheContractIsUnderstood(
            String envelope, String payload, String topic, String type, String what)
            throws IOException, InterruptedException {
        Schema flex = schema("dsx-flex.yaml");
        Map<String, Object> data = flex.example(flex.at("components", "schemas", payload));
        if (data.containsKey("feeds")) {
            data.put("feeds", Map.of("main-a", flex.example(flex.at("components", "schemas", "FeedState"))));
        }
        Map<String, Object> event = new TreeMap<>(Map.of(
                "specversion", "1.0.2",
                "id", UUID.randomUUID().toString(),
                "source", "//grid/v1/isv/x",
                "type", type,
                "time", Instant.now().toString(),
                "datacontenttype", "application/json",
                "subject", "x",
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "data", data));
        assertEquals("", flex.fault(flex.at("components", "schemas", envelope), event, "event"));
        try (Listening listening = new Listening(new TestBroker(), "").subscribed()) {
            listening.broker.publish("grid/v1/" + topic, GSON.toJson(event), false);
            Occurrence told = listening.await(Occurrence.class, o -> true);
            assertEquals(what, told.what(), told.text());
        }
    }

    @Test
    void theTopicsListenedToAreThoseOfTheContract() throws IOException, InterruptedException {
        try (Listening listening = new Listening(new TestBroker(), "")) {
            List<String> filters = listening.broker.subscriptions.poll(30, TimeUnit.SECONDS);
            for (String file : List.of("bms.yaml", "dsx-flex.yaml")) {
                Schema schema = schema(file);
                for (String channel : schema.at("channels").keySet()) {
                    String topic = ((String) schema.at("channels", channel).get("address")).replaceAll("\\{\\w+}", "x");
                    assertTrue(filters.stream().anyMatch(f -> matches(f, topic)), topic);
                }
            }
        }
    }

    private static boolean matches(String filter, String topic) {
        return topic.matches(filter.replace("+", "[^/]+").replace("#", ".*"));
    }
}
