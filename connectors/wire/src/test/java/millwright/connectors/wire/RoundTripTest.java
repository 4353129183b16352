package millwright.connectors.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import millwright.feed.Command;
import millwright.feed.Frame;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.v1.V1;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever goes down or up arrives as it was. */
class RoundTripTest {
    @Property(tries = 300)
    void everyKindOfEventArrivesAsItWasSent(@ForAll long seed) throws IOException {
        for (Class<?> kind : PlantEvent.class.getPermittedSubclasses()) {
            PlantEvent sent = (PlantEvent) new AnyRecord(seed).of(kind);
            V1.PlantMessage message =
                    EventCodec.parse(EventCodec.encode("epoch", seed, sent).toByteArray());
            assertEquals(seed, message.getSequence());
            assertEquals("epoch", message.getEpoch());
            PlantEvent got = EventCodec.decode(message);
            assertTrue(SameBits.same(sent, got), () -> "sent " + sent + "\ngot  " + got);
        }
    }

    @Property(tries = 300)
    void everyKindOfCommandArrivesAsItWasSent(@ForAll long seed) throws IOException {
        for (Class<?> kind : Command.class.getPermittedSubclasses()) {
            Command sent = (Command) keyed(seed, kind);
            V1.DeskMessage message =
                    V1.DeskMessage.parseFrom(CommandCodec.encode(sent).toByteArray());
            assertEquals(sent, CommandCodec.decode(message));
        }
    }

    /** Keys and requests must not be empty; periods and speeds have limits. */
    private static Object keyed(long seed, Class<?> kind) {
        Command any = (Command) new AnyRecord(seed).of(kind);
        return switch (any) {
            case Command.Approve c -> new Command.Approve("k" + c.key(), c.by(), c.confirmation());
            case Command.Withdraw c -> new Command.Withdraw("k" + c.key(), c.by());
            case Command.PreviewAction c -> new Command.PreviewAction("r" + c.request(), c.action());
            case Command.PreviewLoss c -> new Command.PreviewLoss("r" + c.request(), c.lost());
            case Command.Seek c -> new Command.Seek(c.to(), Math.abs(c.speed()) <= 1_000 ? c.speed() : 2);
            case Command.Subscribe c ->
                new Command.Subscribe(c.wants().stream()
                        .map(w -> new Command.Want(w.metric(), w.kind(), w.every() >>> 1, w.within()))
                        .collect(java.util.stream.Collectors.toSet()));
            case Command.Propose c -> c;
            case Command.Execute c -> c;
            case Command.GoLive c -> c;
        };
    }

    @Test
    void theCatalogueArrivesAsItWasSent() {
        Catalogue sent = Catalogue.standard();
        Catalogue got = CatalogueCodec.decode(CatalogueCodec.encode(sent));
        assertEquals(java.util.List.copyOf(sent.metrics()), java.util.List.copyOf(got.metrics()));
    }

    @Test
    void aFrameOfTenThousandEntitiesCostsLittleMoreThanItsValues() {
        Frame frame = TenThousand.frame();
        int bytes = EventCodec.encode("0123456789abcdef", Long.MAX_VALUE, frame).getSerializedSize();
        assertTrue(bytes <= 4.1 * frame.size(), () -> bytes + " bytes for " + frame.size() + " samples");
    }
}
