package millwright.connectors.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import millwright.feed.PlantEvent;
import millwright.fuzz.Said;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** Messages of the wire in every direction. Only an IOException of protobuf's or BadMessage refuses one. */
public final class WireFuzz {
    private WireFuzz() {}

    public static boolean understands(byte[] bytes) {
        boolean down = event(bytes);
        pushed(bytes);
        asked(bytes);
        return down;
    }

    private static boolean event(byte[] bytes) {
        try {
            @Nullable PlantEvent event = EventCodec.decode(EventCodec.parse(bytes));
            if (event == null) {
                return false;
            }
            V1.PlantMessage again = EventCodec.encode("", 1, event);
            if (EventCodec.decode(again) == null) {
                throw new AssertionError("what was read does not go back: " + event);
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (BadMessage e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static void pushed(byte[] bytes) {
        try {
            EventCodec.decode(V1.PushMessage.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            return;
        } catch (BadMessage e) {
            Said.inOneLine(e);
        }
    }

    private static void asked(byte[] bytes) {
        try {
            CommandCodec.decode(V1.DeskMessage.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            return;
        } catch (BadMessage e) {
            Said.inOneLine(e);
        }
    }
}
