package millwright.connectors.snmp;

import java.io.IOException;
import org.snmp4j.PDU;

/** The agent answered that it will not answer this question. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String words) {
        super("answered \"" + words + "\"");
        this.status = status;
    }

    boolean isTooBig() {
        return status == PDU.tooBig;
    }

    boolean isForbidden() {
        return status == PDU.noAccess || status == PDU.authorizationError;
    }

    boolean isAbsent() {
        return status == PDU.noSuchName;
    }
}
