package millwright.connectors.gateway;

import io.grpc.Context;
import millwright.control.Caller;
import millwright.control.Role;

/** Who is calling, as the gateway established it for the current call. */
final class Callers {
    static final Context.Key<Caller> KEY = Context.key("caller");

    private Callers() {}

    static Caller current() {
        Caller caller = KEY.get();
        return caller == null ? new Caller("unknown", Role.WATCH) : caller;
    }
}
