package millwright.control;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import millwright.feed.AuditHead;
import millwright.feed.Command;
import millwright.feed.FeedSink;
import millwright.feed.PlantEvent;
import millwright.feed.Receipt;
import millwright.plant.Plant;
import millwright.series.LatestValues;

/**
 * The one way to act on the plant: propose, check, approve, write to the audit, execute, observe. One thread calls it.
 * Bounded by the actions of the last days, which the audit holds.
 */
public final class ControlRoom {
    private final LongSupplier clock;
    private final AuditLog audit;

    /**
     * @param plant the newest revision @param latest the newest values @param clock plant time, epoch ns
     * @param acknowledgements where acknowledged findings go, usually {@code analyst::acknowledge}
     */
    public ControlRoom(
            Supplier<Plant> plant,
            LatestValues latest,
            Acknowledgements acknowledgements,
            AuditLog audit,
            LongSupplier clock,
            ControlSettings settings) {
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Propose, Approve, Withdraw, PreviewAction and PreviewLoss; other commands are no business of this room and are
     * left alone. Answers go to {@code out}; what a source shall do goes to {@code toSource}.
     */
    public void handle(Command command, Caller caller, FeedSink out, Consumer<Command> toSource) {
        switch (command) {
            case Command.Propose propose -> refuse(propose.action().header().key(), out);
            case Command.Approve approve -> refuse(approve.key(), out);
            case Command.Withdraw withdraw -> refuse(withdraw.key(), out);
            case Command.PreviewAction preview -> refuse(preview.request(), out);
            case Command.PreviewLoss preview -> refuse(preview.request(), out);
            case Command.Subscribe _, Command.Execute _, Command.Seek _, Command.GoLive _ -> {}
        }
    }

    private void refuse(String key, FeedSink out) {
        out.accept(new Receipt(key, Receipt.Answer.REFUSED, "the control room is not open yet", clock.getAsLong()));
    }

    /** Takes what the plant tells: receipts of sources, telemetry that shows what was done. */
    public void observe(PlantEvent event, FeedSink out, Consumer<Command> toSource) {}

    /** Expiry and time-outs. Call about once a second. */
    public void tick(long now, FeedSink out, Consumer<Command> toSource) {}

    /** The head of the audit, for a desk that just attached. */
    public AuditHead auditHead() {
        return audit.head();
    }
}
