package millwright.connectors.snmp;

import java.io.IOException;

/** The agent is there and lets this user see nothing. */
final class Denied extends IOException {
    private static final long serialVersionUID = 1;

    Denied(String message) {
        super(message);
    }
}
