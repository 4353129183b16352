package millwright.connectors.gateway;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.Set;
import millwright.connectors.wire.BadMessage;
import millwright.connectors.wire.CommandCodec;
import millwright.control.Caller;
import millwright.feed.Command;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** The Attach call: one session per stream. Nothing is written while the stream is not ready. */
final class AttachCall implements ServerCallHandler<V1.DeskMessage, byte[]> {
    /** Each may let some hundred MiB wait. */
    private static final int MOST_RECORDERS = 4;

    private final Gateway gateway;
    private final Limits limits;

    AttachCall(Gateway gateway) {
        this.gateway = gateway;
        this.limits = gateway.parts().limits();
    }

    @Override
    public ServerCall.Listener<V1.DeskMessage> startCall(ServerCall<V1.DeskMessage, byte[]> call, Metadata headers) {
        Stream stream = new Stream(call, Callers.current());
        call.request(1);
        return stream;
    }

    private final class Stream extends ServerCall.Listener<V1.DeskMessage> implements Outlet {
        private final ServerCall<V1.DeskMessage, byte[]> call;
        private final Caller caller;
        private @Nullable Session session;
        private boolean headersSent;
        private boolean over;

        Stream(ServerCall<V1.DeskMessage, byte[]> call, Caller caller) {
            this.call = call;
            this.caller = caller;
        }

        @Override
        public void onMessage(V1.DeskMessage message) {
            try {
                take(message);
                call.request(1);
            } catch (BadMessage e) {
                finish(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
            }
        }

        private void take(V1.DeskMessage message) {
            Session open = session;
            if (open == null) {
                if (!message.hasHello()) {
                    throw new BadMessage("hello", "must be the first message");
                }
                begin(message.getHello());
                return;
            }
            if (message.hasHello()) {
                throw new BadMessage("hello", "may come once only");
            }
            Command command = CommandCodec.decode(message);
            if (command != null) {
                open.command(command);
            }
        }

        private void begin(V1.Hello hello) {
            if (gateway.desks() >= limits.desks()) {
                finish(Status.RESOURCE_EXHAUSTED.withDescription(limits.desks() + " desks are attached already"));
                return;
            }
            if (hello.getClient().length() > 200) {
                throw new BadMessage("hello.client", "is longer than 200 characters");
            }
            String trouble = gateway.trouble();
            if (!trouble.isEmpty()) {
                finish(Status.UNAVAILABLE.withDescription(trouble));
                return;
            }
            if (hello.getEverything() && gateway.recorders() >= MOST_RECORDERS) {
                finish(Status.RESOURCE_EXHAUSTED.withDescription(
                        MOST_RECORDERS + " recorders are attached already; end one of them"));
                return;
            }
            Set<Command.Want> wants = CommandCodec.subscribe(hello.getSubscribe(), "hello.subscribe")
                    .wants();
            V1.Resume resume = hello.getResume();
            session = gateway.attach(
                    new AttachRequest(
                            hello.getClient(),
                            caller,
                            resume.getEpoch(),
                            resume.getSequence(),
                            resume.getRevision(),
                            resume.getLastSample(),
                            wants,
                            hello.getEverything()),
                    this);
        }

        @Override
        public void onReady() {
            Session open = session;
            if (open != null) {
                open.attachment().wake();
            }
        }

        @Override
        public void onHalfClose() {
            finish(Status.OK);
        }

        @Override
        public void onCancel() {
            Session open = session;
            if (open != null) {
                open.end();
            }
        }

        @Override
        public boolean isReady() {
            return call.isReady();
        }

        @Override
        public synchronized void send(Down down) {
            if (!over) {
                sendHeaders();
                call.sendMessage(down.bytes());
            }
        }

        private void sendHeaders() {
            if (!headersSent) {
                headersSent = true;
                call.sendHeaders(new Metadata());
            }
        }

        @Override
        public void overflowed(String reason) {
            finish(Status.RESOURCE_EXHAUSTED.withDescription(reason));
        }

        @Override
        public void closed() {
            finish(Status.UNAVAILABLE.withDescription("the gateway closes"));
        }

        private void finish(Status status) {
            Session open = session;
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
                call.close(status, new Metadata());
            }
            if (open != null) {
                open.end();
            }
        }
    }
}
