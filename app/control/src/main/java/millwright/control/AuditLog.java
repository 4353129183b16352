package millwright.control;

import java.util.List;
import millwright.feed.AuditHead;

/** The append-only trail of everything that was asked and done. One thread. */
public interface AuditLog extends AutoCloseable {
    /**
     * Durable when it returns; only then may the effect follow.
     *
     * @throws AuditException when it could not be written; the effect must not follow
     */
    AuditHead append(AuditEntry entry);

    /** What was written before, oldest first: how a gateway knows keys again after a restart. */
    List<AuditRecord> records();

    AuditHead head();

    @Override
    void close();
}
