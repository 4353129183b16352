package millwright.connectors.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.Journal;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.Plant;
import millwright.plant.PlantChange;
import org.jspecify.annotations.Nullable;

/**
 * Tells one scope: numbers its messages, writes to the journal what must not be lost before anybody gets it, and hands
 * each message to the attachments. Plant thread, but for the list of attachments.
 */
final class Publisher {
    private static final Logger LOG = System.getLogger(Publisher.class.getName());

    private final ScopeLens lens;
    private final Journal journal;
    private final List<Attachment> attachments = new CopyOnWriteArrayList<>();
    private final Standing standing = new Standing();
    private @Nullable Down whole;
    private long sequence;
    /** The first and the last that the journal was given; 0 before. */
    private long firstKept;

    private long lastKept;
    private long journalFailures;
    private String journalProblem = "";

    Publisher(Scope scope, Journal journal) {
        this.lens = new ScopeLens(scope);
        this.journal = journal;
        journal.after(0, entry -> {
            sequence = Math.max(sequence, entry.sequence());
            kept(entry.sequence());
        });
    }

    private void kept(long at) {
        firstKept = firstKept == 0 ? at : firstKept;
        lastKept = Math.max(lastKept, at);
    }

    /** True when the journal has everything that it was given after this sequence; much that is told never gets there. */
    boolean reachesBackTo(long after) {
        long oldest = journal.oldest();
        return after >= lastKept || oldest == firstKept || oldest != 0 && oldest <= after + 1;
    }

    String epoch() {
        return journal.epoch();
    }

    Journal journal() {
        return journal;
    }

    long sequence() {
        return sequence;
    }

    Plant plant() {
        return lens.plant();
    }

    ScopeLens lens() {
        return lens;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    /** Events that were told but not kept. */
    long journalFailures() {
        return journalFailures;
    }

    /** Why the last event could not be kept; empty when it was. */
    String journalProblem() {
        return journalProblem;
    }

    void moved(Plant after, PlantChange change, long time) {
        PlantChanged changed = lens.moved(after, change, time);
        if (changed != null) {
            whole = null;
            send(changed);
        }
    }

    void publish(PlantEvent event, long now) {
        PlantEvent visible = lens.see(event);
        if (visible == null) {
            return;
        }
        if (!isJournalled(visible)) {
            send(visible);
            return;
        }
        sequence++;
        byte[] bytes = millwright.connectors.wire.EventCodec.encode(epoch(), sequence, visible)
                .toByteArray();
        try {
            kept(sequence);
            journal.append(sequence, now, bytes);
            journalProblem = "";
        } catch (RuntimeException e) {
            journalProblem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            if (journalFailures++ == 0) {
                LOG.log(Level.ERROR, "the journal cannot be written; desks that come back may miss events", e);
            }
        }
        offer(visible, Down.encoded(sequence, bytes));
    }

    /** Of what was before now, only who records hears. */
    void record(Frame frame) {
        PlantEvent visible = attachments.stream().anyMatch(Attachment::records) ? lens.see(frame) : null;
        if (visible != null) {
            Down down = Down.of(epoch(), ++sequence, visible, lens.plant());
            attachments.stream().filter(Attachment::records).forEach(a -> a.offer(down));
        }
    }

    private void send(PlantEvent event) {
        sequence++;
        offer(event, Down.of(epoch(), sequence, event, lens.plant()));
    }

    private void offer(PlantEvent event, Down down) {
        standing.take(event, down);
        for (Attachment attachment : attachments) {
            attachment.offer(down);
        }
    }

    /** What a desk must not miss. The rest is replaced by its next. */
    private static boolean isJournalled(PlantEvent event) {
        return switch (event) {
            case Occurrence _, Finding _, Incident _, Alarm _, Preview _, Receipt _, ActionProgress _ -> true;
            case Gap _, Interval _ -> true;
            case PlantChanged _, Frame _, SourceState _, Waste _, AuditHead _, TimeState _, LinkState _ -> false;
        };
    }

    /** What stands and cannot be told to a desk that attaches anew, since it is more than is held. */
    int leftOut() {
        return standing.leftOut();
    }

    /** Everything that stands, for a desk that attaches anew: the whole plant first. */
    List<Down> anew(long time) {
        List<Down> all = new ArrayList<>();
        all.add(wholePlant(time));
        all.addAll(standing.all());
        return all;
    }

    /** How that stands now which the journal does not hold: for a desk that was away. */
    List<Down> unjournalled() {
        List<Down> all = new ArrayList<>();
        for (Down down : standing.unjournalled()) {
            PlantEvent event = down.event();
            if (event != null) {
                all.add(Down.of(epoch(), 0, event)); // out of turn, so it moves nobody's sequence
            }
        }
        return all;
    }

    /** The whole plant as one message, made once per revision. */
    Down wholePlant(long time) {
        Down made = whole;
        if (made == null) {
            Plant plant = lens.plant();
            made = Down.of(epoch(), 0, new PlantChanged(plant.revision(), time, plant.whole(), true));
            whole = made;
        }
        return made;
    }
}
