package millwright.connectors.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A peer is there and refuses us: what it would say may not be seen. The message names the setting that mends it. */
public final class Forbidden extends IOException {
    private static final long serialVersionUID = 1;

    public Forbidden(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
