package millwright.connectors.redfish;

import java.io.IOException;

/** A controller answered, but not with what it was asked for. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final long leaveAlone;

    /** @param leaveAlone ns for which it asks to be left alone, 0 when it does not say */
    Refusal(int status, long leaveAlone, String message) {
        super(message);
        this.status = status;
        this.leaveAlone = leaveAlone;
    }

    int status() {
        return status;
    }

    long leaveAlone() {
        return leaveAlone;
    }

    /** It speaks of the whole service and not of one resource. */
    boolean isBusy() {
        return status == 429 || status == 503;
    }
}
