package millwright.connectors.modbus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.connectors.source.Reading;
import millwright.connectors.source.RunningTotal;
import millwright.plant.DataState;
import millwright.plant.MetricKind;

/**
 * Reads one device, round after round. A question that fails because one of its registers is not there is asked again
 * register by register, once and for all; what is not there is asked for again every {@value #AGAIN} rounds. One thread.
 */
final class Round {
    private static final int AGAIN = 100;

    private final Device device;
    private final List<Batch> batches;
    private final Map<Point, String> absent = new LinkedHashMap<>();
    private final Map<Point, RunningTotal> totals = new HashMap<>();
    /** Those that could be read once. */
    private final Set<Point> known = new HashSet<>();

    private List<Reading> readings = new ArrayList<>();
    private String problem = "";
    private int problems;
    private int answered;
    private int rounds;

    Round(Device device) {
        this.device = device;
        this.batches = new ArrayList<>(Batch.of(device.map()));
    }

    /** @throws IOException when the device as a whole says nothing */
    List<Reading> read(Line line) throws IOException, InterruptedException {
        readings = new ArrayList<>();
        problems = 0;
        problem = "";
        answered = 0;
        if (rounds++ % AGAIN == 0) {
            absent.clear();
        } else if (absent.size() == device.map().points().size()) {
            absent.remove(absent.keySet().iterator().next()); // something must be asked, to know whether it answers
        }
        for (Batch batch : List.copyOf(batches)) {
            read(line, batch);
        }
        if (answered == 0 && problems > 0) {
            throw new IOException(problem);
        }
        return readings;
    }

    private void read(Line line, Batch batch) throws IOException, InterruptedException {
        if (batch.points().size() == 1 && absent.containsKey(batch.points().getFirst())) {
            tell(batch, DataState.NOT_SUPPORTED);
            return;
        }
        try {
            byte[] data = line.read(device.unit(), batch.space(), batch.register(), batch.count());
            answered++;
            known.addAll(batch.points());
            for (Point point : batch.points()) {
                take(point, point.raw(data, 2 * (point.register() - batch.register())));
            }
        } catch (Refusal e) {
            refused(line, batch, e);
        }
    }

    private void refused(Line line, Batch batch, Refusal e) throws IOException, InterruptedException {
        String why = String.valueOf(e.getMessage());
        if (e.isGateway()) {
            throw new IOException(why, e);
        } else if (e.isFunction() && known.containsAll(batch.points())) {
            answered++;
            problem("registers from " + batch.register() + ": it let us read them before and refuses now (1); is this "
                    + "machine still on the device's list of masters?");
            tell(batch, DataState.FORBIDDEN);
        } else if (e.isAbsent() && batch.points().size() > 1) {
            List<Batch> singly = batch.singly();
            batches.remove(batch);
            batches.addAll(singly);
            for (Batch one : singly) {
                read(line, one);
            }
        } else if (e.isAbsent()) {
            answered++;
            absent.put(batch.points().getFirst(), why);
            tell(batch, DataState.NOT_SUPPORTED);
        } else {
            problem("registers from " + batch.register() + ": " + why);
            if (!e.isBusy()) {
                tell(batch, DataState.BAD);
            }
        }
    }

    private void problem(String what) {
        problems++;
        problem = problem.isEmpty() ? what : problem;
    }

    private void tell(Batch batch, DataState state) {
        for (Point point : batch.points()) {
            readings.add(new Reading(device.entity(point), point.metric(), Double.NaN, state, Reading.UNSAID));
        }
    }

    private void take(Point point, Point.Raw raw) {
        if (raw.state() != DataState.OK) {
            readings.add(new Reading(device.entity(point), point.metric(), Double.NaN, raw.state(), Reading.UNSAID));
            return;
        }
        double number = raw.value();
        double value = point.value(number);
        if (Double.isNaN(value)) {
            problem(point.metric().name() + ": the map does not know the state " + (long) number);
            readings.add(new Reading(device.entity(point), point.metric(), Double.NaN, DataState.BAD, Reading.UNSAID));
            return;
        }
        if (point.metric().kind() == MetricKind.COUNTER && point.metric().isPlausible(value)) {
            RunningTotal total = totals.computeIfAbsent(point, p -> new RunningTotal());
            value = point.value(total.next(number, point.rollover(), false));
        }
        readings.add(Reading.of(device.entity(point), point.metric(), value, Reading.UNSAID));
    }

    int problems() {
        return problems;
    }

    /** The first of them, for people; empty when there was none. */
    String problem() {
        return problem;
    }

    /** One line each. */
    List<String> missing() {
        List<String> lines = new ArrayList<>();
        absent.forEach(
                (point, why) -> lines.add("no " + point.metric().name() + " of " + device.entity(point) + ": " + why));
        return lines;
    }
}
