package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.PlantEvent;
import millwright.feed.SourceState;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** What a gateway says of who is attached to it. */
class AttachedTest {
    private static final long NOW = 1_790_000_000L * Times.SECOND;
    private static final EntityId SELF = EntityId.of(EntityKind.SOURCE, "gateway");

    private final List<PlantEvent> heard = new ArrayList<>();

    private static Session session(Gateway gateway, List<PlantEvent> heard, boolean everything) {
        Caller caller = new Caller("x", Role.WATCH);
        AttachRequest request = AttachRequest.first("x", caller, everything);
        return new Session(gateway, request, new Ear(heard), Runnable::run);
    }

    private String said(boolean... everything) {
        heard.clear();
        try (Gateway gateway = new Gateway(
                GatewayParts.live("test", Catalogue.standard(), () -> NOW, Made.journal("life"), Made.audit()))) {
            session(gateway, heard, true).begin(gateway.room());
            List<Session> sessions = new ArrayList<>();
            for (boolean all : everything) {
                sessions.add(session(gateway, new ArrayList<>(), all));
            }
            new OwnState(gateway.parts(), gateway.room(), List.of(), sessions, new Inbox(), new PeerClocks()).tell(NOW);
            int slot = gateway.room().merged().plant().slotOf(EntityKind.SOURCE, SELF);
            double desks = gateway.room()
                    .latest()
                    .latest(new MetricId("gateway.desks"), EntityKind.SOURCE)
                    .values()[slot];
            return heard.stream()
                            .filter(e ->
                                    e instanceof SourceState s && s.source().equals(SELF))
                            .map(e -> ((SourceState) e).detail())
                            .toList()
                            .getLast()
                            .replaceFirst("^.*MiB, ", "")
                    + "; " + desks;
        }
    }

    @Test
    void aRecorderIsNoDesk() {
        assertEquals("0 desks, 0 in its queue; 0.0", said());
        assertEquals("1 desk, 0 in its queue; 1.0", said(false));
        assertEquals("2 desks, 1 recorder, 0 in its queue; 2.0", said(false, true, false));
    }
}
