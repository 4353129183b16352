package millwright.connectors.mqtt;

import java.io.IOException;
import millwright.connectors.source.Unreadable;

/** A message that does not say what the contract asks for. */
final class Garbled extends IOException implements Unreadable {
    private static final long serialVersionUID = 1;

    Garbled(String what) {
        super(what);
    }
}
