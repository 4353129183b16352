package millwright.connectors.modbus;

import java.io.IOException;
import java.util.Locale;
import java.util.function.LongSupplier;
import millwright.connectors.modbus.WriteOrder.Outcome;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * The part of an order that one device carries out, on the thread of its connection: looks what there is, writes once, and
 * reads back until it shows or may no longer take so long. Nothing is written twice, for nobody knows what a lost answer was.
 */
final class WriteTask {
    /** ns after which it is too late to start: who asked for it may have been told by then that nothing came of it. */
    private static final long START_WITHIN = 5 * Times.SECOND;

    private final WriteOrder order;
    private final Device device;
    private final Point point;
    private final EntityId target;
    private final long confirm;
    private final long accepted;
    private Outcome outcome = Outcome.OPEN;
    private boolean started;
    private long until;

    /** @param confirm ns that it may take to show @param accepted epoch ns */
    WriteTask(WriteOrder order, Device device, Point point, EntityId target, long confirm, long accepted) {
        this.order = order;
        this.device = device;
        this.point = point;
        this.target = target;
        this.confirm = confirm;
        this.accepted = accepted;
    }

    boolean isOpen() {
        return !outcome.settled();
    }

    /** Writes at the first call, looks at what came of it at later ones. */
    void turn(Line line, LongSupplier clock) throws InterruptedException {
        if (started) {
            look(line, clock);
            return;
        }
        started = true;
        if (clock.getAsLong() > order.expires()) {
            settle(outcome.failed("expired before it could start", clock.getAsLong(), true), clock);
            return;
        } else if (clock.getAsLong() > accepted + START_WITHIN) {
            String why = "nothing was written, for its address was busy for " + START_WITHIN / Times.SECOND + " s";
            settle(outcome.failed(why, clock.getAsLong(), true), clock);
            return;
        }
        until = clock.getAsLong() + confirm;
        try {
            outcome = new Outcome(shown(line), Double.NaN, Double.NaN, 0, "", false, true);
        } catch (IOException e) {
            String why = "nothing was written, for it cannot be read: " + e.getMessage();
            settle(outcome.failed(why, clock.getAsLong(), true), clock);
            return;
        }
        write(line, clock);
    }

    private void write(Line line, LongSupplier clock) throws InterruptedException {
        try {
            line.write(
                    device.unit(),
                    point.register(),
                    point.written(order.value()),
                    point.write().map(Bounds::single).orElse(false));
            outcome = new Outcome(outcome.before(), order.value(), Double.NaN, 0, "", false, true);
            look(line, clock);
        } catch (IllegalArgumentException e) {
            settle(outcome.failed(String.valueOf(e.getMessage()), clock.getAsLong(), true), clock);
        } catch (IOException e) {
            if (e instanceof Refusal refusal && refusal.isCertain()) {
                settle(outcome.failed(String.valueOf(e.getMessage()), clock.getAsLong(), true), clock);
                return;
            }
            // it may have taken it all the same; what it shows will tell
            outcome = new Outcome(outcome.before(), Double.NaN, Double.NaN, 0, "", false, false);
            order.put(target, outcome, clock.getAsLong());
        }
    }

    private void look(Line line, LongSupplier clock) throws InterruptedException {
        String why;
        boolean read = false;
        try {
            double shown = shown(line);
            read = true;
            boolean done = Math.abs(shown - order.value()) <= point.tolerance(order.value());
            double commanded = done ? order.value() : outcome.commanded();
            outcome = new Outcome(outcome.before(), commanded, shown, clock.getAsLong(), "", done, true);
            why = String.format(
                    Locale.ROOT, "shows %s %s after %d s", shown, point.metric().unit(), confirm / Times.SECOND);
        } catch (IOException e) {
            why = "cannot be read back: " + e.getMessage();
        }
        if (isOpen() && clock.getAsLong() >= until) {
            outcome = outcome.failed(why, clock.getAsLong(), read);
        }
        order.put(target, outcome, clock.getAsLong());
    }

    private double shown(Line line) throws IOException, InterruptedException {
        byte[] data = line.read(device.unit(), point.space(), point.register(), point.type().words);
        Point.Raw raw = point.raw(data, 0);
        if (raw.state() != DataState.OK) {
            throw new IOException("the device says that it has no value there");
        }
        return point.value(raw.value());
    }

    /** The source is closed: what is open stays unknown, and says so. */
    void giveUp(String why, LongSupplier clock) {
        if (isOpen()) {
            settle(outcome.failed(why, clock.getAsLong(), !started), clock);
        }
    }

    private void settle(Outcome end, LongSupplier clock) {
        outcome = end;
        order.put(target, end, clock.getAsLong());
    }
}
