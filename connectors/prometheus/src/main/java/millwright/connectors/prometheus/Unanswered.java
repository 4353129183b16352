package millwright.connectors.prometheus;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store that cannot be reached, does not answer in time or is in trouble, whatever it is asked. */
final class Unanswered extends IOException {
    private static final long serialVersionUID = 1;

    Unanswered(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
