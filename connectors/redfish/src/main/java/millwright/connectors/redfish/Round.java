package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import millwright.connectors.source.Reading;
import millwright.connectors.source.RunningTotals;
import millwright.plant.DataState;
import millwright.plant.MetricKind;

/**
 * Asks once for everything that is measured. One resource that fails costs only its own values; the third in a row that
 * finds no answer, or a controller that is busy, ends the round. The poller's thread.
 */
final class Round {
    private static final int PATIENCE = 3;

    private final Client client;
    private final Inventory inventory;
    private final Reports reports;
    private final Tour.Between between;
    private final LongSupplier clock;
    private final RunningTotals<Counter> counts;
    private final Board board = new Board();
    private int asked;
    private int problems;
    private int unanswered;
    private String example = "";

    /** What counts what: where and which of its fields. */
    record Counter(String path, Field field) {}

    /** @param counts what was counted in the rounds before */
    Round(
            Client client,
            Inventory inventory,
            Reports reports,
            Tour.Between between,
            LongSupplier clock,
            RunningTotals<Counter> counts) {
        this.client = client;
        this.inventory = inventory;
        this.reports = reports;
        this.between = between;
        this.clock = clock;
        this.counts = counts;
    }

    List<Reading> measure() throws IOException, InterruptedException {
        Map<Field, Reading> told = reports.read(client, clock);
        for (Meter meter : inventory.meters()) {
            if (board.covers(meter)) {
                continue;
            }
            if (told.keySet().containsAll(meter.fields())) {
                meter.fields().forEach(f -> Optional.ofNullable(told.get(f)).ifPresent(r -> put(meter, f, r)));
                continue;
            }
            between.turn();
            ask(meter);
        }
        return board.readings();
    }

    private void ask(Meter meter) throws IOException, InterruptedException {
        try {
            asked++;
            Document resource = client.get(meter.path());
            unanswered = 0;
            long time = When.of(resource.text("ReadingTime", ""), client.clockOffset(), clock.getAsLong());
            for (Field field : meter.fields()) {
                put(meter, field, field.read(resource, time));
                field.source(resource).ifPresent(sensor -> reports.learn(sensor, field));
            }
        } catch (Refusal e) {
            if (e.isBusy() || e.status() == 401) {
                throw e;
            }
            unanswered = 0;
            blank(meter, Health.of(e), e);
        } catch (Garbled e) {
            unanswered = 0;
            blank(meter, DataState.BAD, e);
        } catch (IOException e) {
            // nothing is told, so that its values turn stale by their age
            problem(meter.path() + ": " + e.getMessage());
            if (++unanswered >= PATIENCE) {
                throw e;
            }
        }
    }

    /** Counters go on where their meter begins anew. */
    private void put(Meter meter, Field field, Reading reading) {
        Reading told = reading;
        if (reading.metric().kind() == MetricKind.COUNTER && reading.state() == DataState.OK) {
            Counter counter = new Counter(meter.path(), field);
            double total = counts.next(counter, reading.value(), 0, false, clock.getAsLong());
            told = Reading.of(reading.entity(), reading.metric(), total, reading.time());
        }
        board.put(told, meter.rank());
    }

    private void blank(Meter meter, DataState state, IOException why) {
        problem(String.valueOf(why.getMessage()));
        meter.fields().forEach(f -> board.put(f.blank(state, Reading.UNSAID), meter.rank()));
    }

    private void problem(String what) {
        problems++;
        example = example.isEmpty() ? what : example;
    }

    /** The first of them; empty when there was none. */
    String example() {
        return example;
    }

    /** How many fields are looked for. */
    static int watched(List<Reading> readings) {
        return (int) readings.stream().map(Reading::metric).distinct().count();
    }

    int problems() {
        return problems;
    }

    /** One line for people. */
    String summary(int understood) {
        String text = understood + " values of " + asked + " resources" + reports.summary();
        return problems == 0 ? text : text + "; " + problems + " could not be read, first: " + example;
    }

    /** What is not delivered, one line each. */
    static List<String> missing(List<Reading> readings) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Reading reading : readings) {
            int[] count = counts.computeIfAbsent(reading.metric().name(), k -> new int[3]);
            count[0]++;
            count[1] += reading.state() == DataState.NOT_SUPPORTED ? 1 : 0;
            count[2] += reading.state() == DataState.FORBIDDEN ? 1 : 0;
        }
        List<String> missing = new ArrayList<>();
        counts.forEach((metric, count) -> {
            if (count[1] > 0) {
                missing.add(
                        "no " + metric + " on " + count[1] + " of " + count[0] + ": the controller does not offer it");
            }
            if (count[2] > 0) {
                missing.add("no " + metric + " on " + count[2] + " of " + count[0] + ": this user may not read it");
            }
        });
        return missing;
    }
}
