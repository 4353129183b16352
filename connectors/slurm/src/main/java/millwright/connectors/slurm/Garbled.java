package millwright.connectors.slurm;

import java.io.IOException;
import millwright.connectors.source.Unreadable;
import org.jspecify.annotations.Nullable;

/** It answered, but not as slurmrestd does. */
final class Garbled extends IOException implements Unreadable {
    private static final long serialVersionUID = 1;

    Garbled(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
