package millwright.connectors.netbox;

import java.io.IOException;
import millwright.connectors.source.Unreadable;
import org.jspecify.annotations.Nullable;

/** A NetBox, or an export of one, answered something that cannot be understood. */
final class Garbled extends IOException implements Unreadable {
    private static final long serialVersionUID = 1;

    Garbled(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    Garbled(String message) {
        this(message, null);
    }
}
