package millwright.connectors.gateway;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicLong;
import millwright.connectors.wire.BadMessage;
import millwright.connectors.wire.CommandCodec;
import millwright.connectors.wire.EventCodec;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantEvent;
import millwright.plant.v1.IngestGrpc;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** {@code Ingest.Push}: a source that speaks the contract itself becomes one more feed. Needs the role operate. */
final class IngestService extends IngestGrpc.IngestImplBase {
    private static final int REPLY_EVERY = 100;
    private static final String LOST = "the connection was lost; nothing is heard until the source comes back";

    private final Gateway gateway;

    IngestService(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public StreamObserver<V1.PushMessage> push(StreamObserver<V1.PushReply> replies) {
        return new Pushed((ServerCallStreamObserver<V1.PushReply>) replies, Callers.current());
    }

    /** When it came is for the gateway to say: what its source says of that may be unset, or by a clock that is wrong. */
    static PlantEvent received(PlantEvent event, long now) {
        if (event instanceof Frame f) {
            return Frames.at(f, f.sourceTime(), now);
        }
        if (event instanceof Occurrence o) {
            return o.receivedAt(now);
        }
        return event;
    }

    private final class Pushed implements StreamObserver<V1.PushMessage>, Feed {
        private final ServerCallStreamObserver<V1.PushReply> replies;
        private final Caller caller;
        private final AtomicLong taken = new AtomicLong();
        private volatile @Nullable FeedSink sink;
        private volatile String name = "";
        private boolean over;

        Pushed(ServerCallStreamObserver<V1.PushReply> replies, Caller caller) {
            this.replies = replies;
            this.caller = caller;
            replies.setOnCancelHandler(() -> gone("failed", LOST));
        }

        @Override
        public void onNext(V1.PushMessage message) {
            try {
                if (name.isEmpty()) {
                    greet(message);
                    return;
                }
                PlantEvent event = EventCodec.decode(message);
                FeedSink to = sink;
                if (event != null && to != null) {
                    to.accept(received(event, gateway.parts().clock().getAsLong()));
                }
                if (taken.incrementAndGet() % REPLY_EVERY == 0) {
                    reply(V1.PushReply.newBuilder().setTaken(taken.get()).build());
                }
            } catch (BadMessage e) {
                gone("failed", "it sent what cannot be read: " + e.getMessage());
                replies.onError(
                        Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            }
        }

        private void greet(V1.PushMessage message) {
            String wanted = message.getHello().getName();
            if (!message.hasHello() || wanted.isBlank() || wanted.length() > 100) {
                throw new BadMessage("hello.name", "the first message must greet with a name of 1 to 100 characters");
            }
            if (!caller.role().includes(Role.OPERATE)) {
                replies.onError(Status.PERMISSION_DENIED
                        .withDescription(caller.name() + " may watch only; pushing needs the role operate")
                        .asRuntimeException());
                return;
            }
            FeedSource source =
                    new FeedSource(wanted, "push", message.getHello().getSimulated(), () -> this);
            try {
                begin(source);
            } catch (IllegalArgumentException e) {
                replies.onError(
                        Status.ALREADY_EXISTS.withDescription(e.getMessage()).asRuntimeException());
            }
        }

        /** The other end may be gone before its greeting was read. */
        private synchronized void begin(FeedSource source) {
            if (!over) {
                gateway.addOpened(source);
                name = source.name();
            }
        }

        private synchronized void reply(V1.PushReply reply) {
            if (!replies.isCancelled()) {
                replies.onNext(reply);
            }
        }

        /** Once only: another source may go by this name afterwards. */
        private synchronized void gone(String condition, String why) {
            if (!over && !name.isEmpty()) {
                gateway.remove(name, condition, why);
            }
            over = true;
            sink = null;
        }

        @Override
        public void onError(Throwable t) {
            gone("failed", LOST);
        }

        @Override
        public void onCompleted() {
            gone("ended", "the source said that it ends");
            reply(V1.PushReply.newBuilder().setTaken(taken.get()).build());
            replies.onCompleted();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void open(FeedSink to) {
            sink = to;
        }

        @Override
        public void send(Command command) {
            if (command instanceof Command.Execute execute) {
                reply(V1.PushReply.newBuilder()
                        .setTaken(taken.get())
                        .setExecute(CommandCodec.encode(execute))
                        .build());
            }
        }

        @Override
        public void close() {
            sink = null;
        }
    }
}
