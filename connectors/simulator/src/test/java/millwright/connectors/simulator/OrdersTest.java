package millwright.connectors.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import millwright.feed.ActionHeader;
import millwright.feed.ActionHeader.ProposerKind;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Receipt.Answer;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.OutOfBandProfile;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final List<EntityId> RACK = List.of(new EntityId("rack:R2-01"));

    private static ActionHeader header(String key) {
        long now = Times.nanos(Notes.START);
        return new ActionHeader(key, "op", ProposerKind.PERSON, now, now + Times.HOUR, 0, "");
    }

    private static Notes with(String obedience) {
        return Notes.of(Notes.SMALL.replace("{partly: 0, clamped: 0, never: 0}", obedience));
    }

    @Test
    void aCapIsAcceptedAtOnceAndEnforcedLater() {
        Notes notes = Notes.small("").step(1);
        notes.order(new ControlAction.SetPowerCap(header("k1"), RACK, 700)).step(1);
        assertEquals(Answer.ACCEPTED, notes.receipts.getFirst().answer());

        int waited = 0;
        while (notes.value("gpu.power.limit", "gpu:R2-01/T01/G0") > 700 && waited < 25) {
            notes.step(1);
            waited++;
        }
        assertTrue(waited < 22, "enforced within 20 s");
        notes.step(8);
        assertTrue(notes.value("gpu.power", "gpu:R2-01/T02/G3") <= 700.5);
        assertEquals(Gpus.POWER_CAP, (long) notes.value("gpu.throttle", "gpu:R2-01/T02/G3") & Gpus.POWER_CAP);
        double before = notes.value("gpu.power", "gpu:R2-01/T02/G3");
        notes.step(1);
        assertTrue(notes.value("gpu.power", "gpu:R2-01/T02/G3") != before, "a regulated board is not still");
        assertEquals(1000, notes.value("gpu.power.limit", "gpu:R2-02/T01/G0"));
        assertEquals(List.of("rack:R2-01"), notes.happenings("power.cap"));
    }

    @Test
    void liftingTheCapGivesTheProfilesLimitBack() {
        Notes notes = Notes.small("").step(1);
        notes.order(new ControlAction.SetPowerCap(header("k1"), RACK, 700)).step(25);
        notes.order(new ControlAction.SetPowerCap(header("k2"), RACK, Double.NaN))
                .step(25);
        assertEquals(1000, notes.value("gpu.power.limit", "gpu:R2-01/T01/G0"));
    }

    @Test
    void theSameKeyIsCarriedOutOnce() {
        Notes notes = Notes.small("").step(1);
        notes.order(new ControlAction.SetPowerCap(header("k1"), RACK, 700));
        notes.order(new ControlAction.SetPowerCap(header("k1"), RACK, 500)).step(25);
        assertEquals(
                List.of(Answer.ACCEPTED, Answer.DUPLICATE),
                notes.receipts.stream().map(r -> r.answer()).toList());
        assertEquals(700, notes.value("gpu.power.limit", "gpu:R2-01/T01/G0"));
    }

    @Test
    void anOrderCanBeObeyedPartly() {
        Notes notes = with("{partly: 1, clamped: 0, never: 0}").step(1);
        notes.order(new ControlAction.SetPowerCap(header("k1"), RACK, 700)).step(25);
        assertEquals(700, notes.value("gpu.power.limit", "gpu:R2-01/T01/G0"));
        assertEquals(1000, notes.value("gpu.power.limit", "gpu:R2-01/T02/G0"));
    }

    @Test
    void anOrderCanBeClamped() {
        Notes notes = with("{partly: 0, clamped: 1, never: 0}").step(1);
        notes.order(new ControlAction.SetPowerCap(header("k1"), RACK, 700)).step(25);
        assertEquals(850, notes.value("gpu.power.limit", "gpu:R2-01/T01/G0"));
    }

    @Test
    void anOrderCanBeIgnoredThoughAccepted() {
        Notes notes = with("{partly: 0, clamped: 0, never: 1}").step(1);
        notes.order(new ControlAction.SetPowerCap(header("k1"), RACK, 700)).step(30);
        assertEquals(Answer.ACCEPTED, notes.receipts.getFirst().answer());
        assertEquals(1000, notes.value("gpu.power.limit", "gpu:R2-01/T01/G0"));
        assertEquals(List.of(), notes.happenings("power.cap"));
    }

    @Test
    void delaysDifferBySeedAndKeyWithinTheirBounds() {
        Notes notes = Notes.small("").step(1);
        notes.order(new ControlAction.SetPowerCap(header("one"), RACK, 700));
        notes.order(new ControlAction.SetPowerCap(header("two"), List.of(new EntityId("rack:R2-02")), 700))
                .step(25);
        List<Long> after = notes.occurrences.stream()
                .filter(o -> o.what().equals("power.cap"))
                .map(o -> (o.time() - Times.nanos(Notes.START)) / Times.SECOND - 1)
                .toList();
        assertEquals(2, after.size());
        assertTrue(after.stream().allMatch(s -> s >= 0 && s <= 21), "after " + after);
        assertTrue(!after.get(0).equals(after.get(1)), "after " + after);
    }

    @Test
    void aProfileIsAnInBandId() {
        Notes notes = Notes.small("").step(1);
        notes.order(new ControlAction.SetPowerProfile(header("k1"), RACK, InBandProfile.MAX_Q))
                .step(30);
        assertEquals(2, notes.value("gpu.profile.enforced", "gpu:R2-01/T01/G0"));
        assertEquals(850, notes.value("gpu.power.limit", "gpu:R2-01/T01/G0"));

        int mixedUp = new OutOfBandProfile(InBandProfile.MAX_Q.id() + 3).id();
        notes.order(new ControlAction.SetPowerProfile(header("k2"), RACK, new InBandProfile(mixedUp)))
                .step(1);
        assertEquals(Answer.REFUSED, notes.receipts.getLast().answer());
    }

    @Test
    void drainAndResumeShowInStateAndPlacement() {
        Notes notes = Notes.small("").step(1);
        EntityId node = new EntityId("node:R2-01/T01");
        notes.order(new ControlAction.Drain(header("k1"), List.of(node))).step(25);
        assertEquals(Racks.DRAINED, (byte) notes.value("node.state", node.text()));
        assertEquals(0, notes.value("gpu.work", "gpu:R2-01/T01/G0"));

        notes.order(new ControlAction.Resume(header("k2"), List.of(node))).step(25);
        assertEquals(Racks.READY, (byte) notes.value("node.state", node.text()));
        assertEquals(1, notes.value("gpu.work", "gpu:R2-01/T01/G0"));
    }

    @Test
    void aTrainingNodeDrainsOnlyWhenItsJobEnds() {
        Notes notes = Notes.of(Notes.SMALL.replace("step: 4", "step: 4, start: 0, end: 60"))
                .step(1);
        EntityId node = new EntityId("node:R1-01/T01");
        notes.order(new ControlAction.Drain(header("k1"), List.of(node))).step(30);
        assertEquals(Racks.DRAINING, (byte) notes.value("node.state", node.text()));
        notes.step(40);
        assertEquals(Racks.DRAINED, (byte) notes.value("node.state", node.text()));
    }

    @Test
    void whatCannotBeDoneIsRefusedWithAReason() {
        Notes notes = Notes.small("").step(1);
        notes.order(new ControlAction.Drain(header("k1"), List.of(new EntityId("rack:R9-99"))));
        notes.order(new ControlAction.SetPowerCap(header("k2"), RACK, -5));
        ActionHeader old = new ActionHeader("k3", "op", ProposerKind.PERSON, 0, 1, 0, "");
        notes.order(new ControlAction.Drain(old, RACK));
        notes.simulator.send(new Command.PreviewLoss("p1", new EntityId("pdu:PDU-A1")));
        notes.step(1);
        assertEquals(4, notes.receipts.size());
        notes.receipts.forEach(r -> {
            assertEquals(Answer.REFUSED, r.answer());
            assertTrue(!r.text().isBlank());
        });
    }
}
