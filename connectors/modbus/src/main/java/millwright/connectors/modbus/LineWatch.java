package millwright.connectors.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import millwright.plant.Times;

/**
 * Everything behind one address: asks its devices in turn and carries out orders between them. One virtual thread, one
 * connection; at most {@value #WAITING} orders wait.
 */
final class LineWatch implements Runnable {
    private static final int WAITING = 64;

    private final Line line;
    private final List<DeviceWatch> devices;
    private final LongSupplier clock;
    private final BlockingQueue<WriteTask> orders = new ArrayBlockingQueue<>(WAITING);
    private final List<WriteTask> open = new ArrayList<>();

    LineWatch(Line line, List<DeviceWatch> devices, LongSupplier clock) {
        this.line = line;
        this.devices = List.copyOf(devices);
        this.clock = clock;
    }

    List<DeviceWatch> devices() {
        return devices;
    }

    /** Orders that may still be put. */
    int room() {
        return orders.remainingCapacity();
    }

    /** Takes an order. @return false when too many wait already */
    boolean order(WriteTask task) {
        return orders.offer(task);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                DeviceWatch next = devices.stream()
                        .min(Comparator.comparingLong(DeviceWatch::due))
                        .orElseThrow();
                waitUntil(next.due(), next.pause());
                next.round(line);
                carryOut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.close();
            orders.drainTo(open);
            open.forEach(task -> task.giveUp("the source was closed", clock));
        }
    }

    /** Sleeps, but not through an order, and never longer than was meant though the clock be set back. @param most ns */
    private void waitUntil(long time, long most) throws InterruptedException {
        for (long left = time - clock.getAsLong(); left > 0 && left <= most; left = time - clock.getAsLong()) {
            long nap = open.isEmpty() ? left : Math.min(left, Times.SECOND / 2);
            WriteTask task = orders.poll(nap, TimeUnit.NANOSECONDS);
            if (task != null) {
                open.add(task);
            }
            carryOut();
        }
    }

    private void carryOut() throws InterruptedException {
        orders.drainTo(open);
        for (Iterator<WriteTask> i = open.iterator(); i.hasNext(); ) {
            WriteTask task = i.next();
            task.turn(line, clock);
            if (!task.isOpen()) {
                i.remove();
            }
        }
    }
}
