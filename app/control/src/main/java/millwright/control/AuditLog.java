package millwright.control;

import java.util.List;
import java.util.Map;
import millwright.feed.AuditHead;

/** The append-only trail of everything that was asked and done. One thread. */
public interface AuditLog extends AutoCloseable {
    /**
     * Durable when it returns; only then may the effect follow.
     *
     * @throws AuditException when it could not be written; the effect must not follow
     */
    AuditHead append(AuditEntry entry);

    /** What was written before, oldest first. It may be read anew from where it is kept. */
    List<AuditRecord> records();

    /** The newest outcome by key, oldest first: how a gateway knows keys again after a restart. The oldest may be missing. */
    default Map<String, String> outcomes() {
        Outcomes outcomes = new Outcomes();
        records().forEach(r -> outcomes.put(r.key(), r.outcome()));
        return outcomes.all();
    }

    /** Those that stand by what was written, oldest first. The oldest may be missing. */
    default List<Acknowledgement> acknowledgements() {
        Acknowledged acknowledged = new Acknowledged();
        records().forEach(acknowledged::take);
        return acknowledged.all();
    }

    /** The newest actions with their trails, oldest first. */
    default List<PastAction> actions() {
        PastActions actions = new PastActions();
        records().forEach(actions::take);
        return actions.all();
    }

    AuditHead head();

    @Override
    void close();
}
