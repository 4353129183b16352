package millwright.connectors.gateway;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import millwright.control.Caller;
import millwright.control.Role;

/** Lets only callers with the role operate tell what happens in the plant. Stands behind {@link CallerCheck}. Any thread. */
final class MayPush implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Caller caller = Callers.current();
        if (!caller.role().includes(Role.OPERATE)) {
            call.close(
                    Status.PERMISSION_DENIED.withDescription(
                            caller.name() + " may watch only; pushing needs the role operate"),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }
}
