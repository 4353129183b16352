package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import millwright.feed.Frame;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MisbehaviourTest {
    private static final String POINT = "Rack/RackPower/r1";
    private static final String META = """
        {"objectType":"Rack","pointType":"RackPower","rackLocationName":"R1","rackLocationId":"R1","engUnit":"kW"}\
        """;

    private static Listening listening() throws IOException, InterruptedException {
        return new Listening(new TestBroker(), "timeout: 1s").subscribed();
    }

    private static void power(Listening listening, double kilowatts) throws IOException {
        listening.broker.publish("BMS/v1/PUB/Metadata/" + POINT, META, true);
        listening.broker.publish(
                "BMS/v1/PUB/Value/" + POINT,
                "{\"value\":" + kilowatts + ",\"timestamp\":" + System.currentTimeMillis() + ",\"quality\":1}",
                false);
    }

    @Test
    void aMessageOf200MegabytesIsPassedOverAndAcknowledged() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            listening.broker.publishLarge("BMS/v1/PUB/Value/Rack/RackPower/huge", 7, 200_000_000);
            assertEquals(7, listening.broker.acknowledged.poll(60, TimeUnit.SECONDS));
            power(listening, 50);
            assertEquals(50_000, listening.told("rack.power rack:R1", t -> true).value(), 0.1);
            SourceState state = listening.await(SourceState.class, s -> s.errors() > 0);
            assertTrue(state.detail().contains("huge"), state.detail());
        }
    }

    @Test
    void garbageIsCountedWithAnExampleAndHarmsNothing() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            Random random = new Random(5);
            String[] texts = {
                "",
                "{",
                "[]",
                "null",
                "{\"value\":1}",
                "{\"value\":1e999,\"timestamp\":1,\"quality\":1}",
                "{\"value\":1,\"timestamp\":1e300,\"quality\":1}",
                "[".repeat(100_000),
                "{\"timestamp\":\"x\"}"
            };
            for (String text : texts) {
                listening.broker.publish("BMS/v1/PUB/Value/" + POINT, text, false);
                listening.broker.publish("BMS/v1/PUB/Metadata/" + POINT, text, false);
                listening.broker.publish("grid/v1/isv/x/loadtarget/set", text, false);
            }
            byte[] noise = new byte[500];
            for (int i = 0; i < 500; i++) {
                random.nextBytes(noise);
                listening.broker.publish("grid/v1/isv/x/loadtarget/set", noise, false);
            }
            power(listening, 50);
            listening.told("rack.power rack:R1", t -> t.state() == DataState.OK);
            SourceState state = listening.await(SourceState.class, s -> s.errors() >= 500);
            assertTrue(state.detail().contains("not understood"), state.detail());
        }
    }

    @Test
    void aFloodOfUnknownPointsIsBounded() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            for (int i = 0; i < 30_000; i++) {
                listening.broker.publish(
                        "BMS/v1/PUB/Value/Rack/RackPower/f" + i,
                        "{\"value\":1,\"timestamp\":" + System.currentTimeMillis() + ",\"quality\":1}",
                        false);
            }
            SourceState state = listening.await(
                    SourceState.class, s -> s.missing().toString().contains("10000 values given up"));
            assertTrue(
                    state.missing().getFirst().startsWith("20000 points"),
                    state.missing().toString());
        }
    }

    @Test
    void aBrokerThatVanishesLeavesStaleValuesAndIsFoundAgain() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            power(listening, 50);
            listening.told("rack.power rack:R1", t -> t.state() == DataState.OK);
            listening.broker.drop();
            SourceState failed =
                    listening.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("since "), failed.detail());
            Hearing.Told told = listening.told("rack.power rack:R1", t -> t.state() == DataState.STALE);
            assertEquals(50_000, told.value(), 0.1);
            listening.subscribed();
            power(listening, 60);
            listening.told("rack.power rack:R1", t -> t.state() == DataState.OK && t.value() > 59_000);
            listening.await(SourceState.class, s -> s.condition().equals("ok"));
        }
    }

    @Test
    void whatIsNoMqttEndsTheConnectionInOneLine() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            listening.broker.raw(new byte[] {(byte) 0xf3, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1});
            SourceState failed =
                    listening.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("no MQTT"), failed.detail());
            listening.subscribed();
        }
    }

    @Test
    void aBrokerThatSaysNothingIsLeft() throws IOException, InterruptedException {
        TestBroker broker = new TestBroker();
        broker.mute = true;
        try (Listening listening = new Listening(broker, "timeout: 300ms")) {
            SourceState failed =
                    listening.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("did not answer the greeting"), failed.detail());
            broker.mute = false;
            listening.subscribed();
        }
    }

    @Test
    void aConnectionThatHearsNothingIsNone() throws IOException, InterruptedException {
        TestBroker broker = new TestBroker();
        broker.withoutSubscriptions = true;
        try (Listening listening = new Listening(broker, "timeout: 300ms")) {
            SourceState told = listening.await(SourceState.class, s -> true);
            assertEquals("failed", told.condition());
            assertTrue(told.detail().contains("did not answer the subscription"), told.detail());
        }
    }

    @Test
    void aLoadOfTheGridTurnsStaleWithItsBroker() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            Instant now = Instant.now();
            listening.broker.publish("grid/v1/dsx-flex-agent/x/powerstate/status", """
                {"specversion":"1.0.2","id":"1","source":"//s","type":"grid.powerstate.status.v1","time":"%s",
                 "data":{"snapshot_time":"%s","feeds":{"a":{"metadata":{"power_maximum":{"value":9,"unit":"watt"},
                 "default_constraint":{"value":9,"unit":"watt"}},"targets":[],"event":"periodic",
                 "calculated_load":{"value":3,"unit":"watt"}}}}}\
                """.formatted(now, now), false);
            listening.told("power.calculated utility:a", t -> t.state() == DataState.OK);
            listening.broker.drop();
            listening.told("power.calculated utility:a", t -> t.state() == DataState.STALE && t.value() == 3);
        }
    }

    @Test
    void aTopicOfAnyLengthIsRefused() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            listening.broker.publish("BMS/v1/PUB/Metadata/Rack/RackPower/" + "x".repeat(600), META, true);
            SourceState state = listening.await(SourceState.class, s -> s.errors() > 0);
            assertTrue(state.detail().contains("512"), state.detail());
        }
    }

    @Test
    void aBrokerThatFallsSilentIsNoticedAndLeft() throws IOException, InterruptedException {
        TestBroker broker = new TestBroker();
        try (Listening listening = new Listening(broker, "keep-alive: 1s").subscribed()) {
            power(listening, 50);
            listening.told("rack.power rack:R1", t -> t.state() == DataState.OK);
            broker.mute = true;
            SourceState failed =
                    listening.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("says nothing any more"), failed.detail());
            listening.told("rack.power rack:R1", t -> t.state() == DataState.STALE);
            broker.mute = false;
            listening.subscribed();
        }
    }

    @Test
    void whereNobodyListensThatIsSaidWithWhatToLookAt() throws IOException, InterruptedException {
        TestBroker broker = new TestBroker();
        broker.close();
        try (Listening listening = new Listening(broker, "")) {
            SourceState failed =
                    listening.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("127.0.0.1:" + broker.port()), failed.detail());
            assertTrue(failed.detail().contains("is it running there"), failed.detail());
        }
    }

    /** A clock that was an hour ahead and is set right must not silence the building for an hour. */
    @ParameterizedTest
    @ValueSource(longs = {3_600_000, -3_600_000})
    void aClockAnHourOffWhoseTimesAreNotOfLaterLosesNothing(long off) throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            long wrong = System.currentTimeMillis() + off;
            listening.broker.publish("BMS/v1/PUB/Metadata/" + POINT, META, true);
            listening.broker.publish(
                    "BMS/v1/PUB/Value/" + POINT, "{\"value\":50,\"timestamp\":" + wrong + ",\"quality\":1}", false);
            Hearing.Told told = listening.told("rack.power rack:R1", t -> t.state() == DataState.OK);
            long now = Times.nanos(Instant.now());
            assertTrue(told.time() <= now, "told as of later");
            assertTrue(off > 0 || told.time() == wrong * Times.MILLI, "the past is told as it is");
            if (off > 0) {
                SourceState state = listening.await(SourceState.class, s -> s.clockOffset() != 0);
                assertEquals(3600, state.clockOffset() / 1e9, 60, "whose clock is ahead is said");
            }
            power(listening, 60);
            listening.told("rack.power rack:R1", t -> t.value() > 59_000);
            Latest latest = listening.latest.latest(new MetricId("rack.power"), EntityKind.RACK);
            assertEquals(60_000, latest.values()[0], 0.1, "what is right must follow what was ahead");
        }
    }

    @Test
    void aTimeThatCannotBeIsRefused() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            listening.broker.publish("BMS/v1/PUB/Metadata/" + POINT, META, true);
            long years = System.currentTimeMillis() + 1_000L * 86_400_000;
            listening.broker.publish(
                    "BMS/v1/PUB/Value/" + POINT, "{\"value\":50,\"timestamp\":" + years + ",\"quality\":1}", false);
            SourceState state = listening.await(SourceState.class, s -> s.errors() > 0);
            assertTrue(state.detail().contains("not after tomorrow"), state.detail());
            assertTrue(listening.values().isEmpty());
        }
    }

    @Test
    void whatWasKeptAndClaimsToBeOfLaterIsStale() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            listening.broker.publish("BMS/v1/PUB/Metadata/" + POINT, META, true);
            long later = System.currentTimeMillis() + 3_600_000;
            listening.broker.publish(
                    "BMS/v1/PUB/Value/" + POINT, "{\"value\":50,\"timestamp\":" + later + ",\"quality\":1}", true);
            Hearing.Told told = listening.told("rack.power rack:R1", t -> true);
            assertEquals(DataState.STALE, told.state());
        }
    }

    /** A history is kept for every set of slots that came together; chance must not make new ones. */
    @Test
    void pointsOfOneTimeAreToldEachByItself() throws IOException, InterruptedException {
        try (Listening listening = listening()) {
            long millis = System.currentTimeMillis();
            for (int i = 1; i <= 3; i++) {
                String point = "Rack/RackPower/r" + i;
                listening.broker.publish("BMS/v1/PUB/Metadata/" + point, META.replace("R1", "R" + i), true);
                listening.broker.publish(
                        "BMS/v1/PUB/Value/" + point,
                        "{\"value\":50,\"timestamp\":" + millis + ",\"quality\":1}",
                        false);
            }
            for (int i = 0; i < 3; i++) {
                Frame frame =
                        listening.await(Frame.class, f -> f.metric().name().equals("rack.power"));
                assertEquals(1, frame.size());
            }
        }
    }

    @Test
    void aRefusalNamesTheRemedyAndNoSecret() throws IOException, InterruptedException {
        TestBroker broker = new TestBroker();
        broker.answer = 5;
        try (Listening listening = new Listening(broker, "")) {
            SourceState failed =
                    listening.await(SourceState.class, s -> s.condition().equals("failed"));
            assertTrue(failed.detail().contains("password-file"), failed.detail());
        }
    }
}
