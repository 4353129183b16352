package millwright.connectors.link;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** One Attach call. Link thread; asks for the next message when one was taken, so that a slow desk is a slow reader. */
final class AttachStream extends ClientCall.Listener<V1.PlantMessage> {
    private static final int AHEAD = 8;

    private final Link link;
    private @Nullable ClientCall<V1.DeskMessage, V1.PlantMessage> call;

    AttachStream(Link link) {
        this.link = link;
    }

    void start(ClientCall<V1.DeskMessage, V1.PlantMessage> toStart, V1.DeskMessage hello) {
        call = toStart;
        toStart.start(this, new Metadata());
        toStart.request(AHEAD);
        toStart.sendMessage(hello);
    }

    void send(V1.DeskMessage message) {
        ClientCall<V1.DeskMessage, V1.PlantMessage> open = call;
        if (open != null) {
            open.sendMessage(message);
        }
    }

    void cancel(String why) {
        ClientCall<V1.DeskMessage, V1.PlantMessage> open = call;
        call = null;
        if (open != null) {
            open.cancel(why, null);
        }
    }

    @Override
    public void onMessage(V1.PlantMessage message) {
        link.message(this, message);
        ClientCall<V1.DeskMessage, V1.PlantMessage> open = call;
        if (open != null) {
            open.request(1);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        call = null;
        link.ended(this, status);
    }
}
