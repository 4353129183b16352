package millwright.connectors.modbus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import millwright.connectors.source.Backoff;
import millwright.connectors.source.Equipment;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Reading;
import millwright.connectors.source.SourceWatch;
import millwright.connectors.source.StateChanges;
import millwright.connectors.source.Voice;
import millwright.feed.AveragedOver;
import millwright.feed.Occurrence;
import millwright.feed.WritablePoints;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/** One device: when it is due, how it is doing, what it told. On the thread of its connection. */
final class DeviceWatch {
    private final Device device;
    private final long every;
    private final boolean write;
    private final String feed;
    private final Voice voice;
    private final LongSupplier clock;
    private final Round round;
    private final SourceWatch source;
    private final StateChanges changes;
    private long due;
    private long pause;

    DeviceWatch(ModbusConfig config, Device device, Voice voice, LongSupplier clock) {
        this.device = device;
        this.every = config.every();
        this.write = config.write();
        this.feed = config.name();
        this.voice = voice;
        this.clock = clock;
        this.round = new Round(device);
        this.changes = new StateChanges(voice);
        EntityId id = EntityId.of(
                EntityKind.SOURCE, config.name() + "/" + device.equipment().name());
        this.source = new SourceWatch(id, "modbus");
    }

    Device device() {
        return device;
    }

    /** Epoch ns. */
    long due() {
        return due;
    }

    /** ns from the last round to the next. */
    long pause() {
        return pause;
    }

    /** The register by which a point of this device can be set, whoever may. */
    Optional<Point> writable(EntityId target, MetricId metric) {
        return device.map().points().stream()
                .filter(p -> p.write().isPresent()
                        && p.metric().id().equals(metric)
                        && device.entity(p).equals(target))
                .findFirst();
    }

    /** @param line that it is asked over */
    void over(Line line) {
        source.beside(line::renewal);
    }

    void round(Line line) throws InterruptedException {
        long started = clock.getAsLong();
        try {
            voice.found(this::put); // it is there, whether it answers or not
            List<Reading> readings = round.read(line);
            long now = clock.getAsLong();
            long since = source.lastSuccess() == 0 ? 0 : now - source.lastSuccess();
            source.problems(round.problems(), round.problem());
            int values = (int)
                    readings.stream().filter(r -> r.state() == DataState.OK).count();
            source.succeeded(values, text(values), now - started, now);
            source.missing(round.missing(), device.map().points().size());
            source.delivered(readings, now);
            List<Occurrence> events = new ArrayList<>(changes.measured(readings, now, since));
            voice.measured(readings, events, source.report(now));
            next(started, every);
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()), started);
        } catch (RuntimeException e) {
            // one answer that cannot be taken must not end the watch
            source.garbled(device.address() + ": what it said could not be taken: " + e, clock.getAsLong());
            voice.tell(List.of(source.report(clock.getAsLong())));
            next(started, Backoff.after(every, source.failures()));
        }
    }

    private String text(int values) {
        return device.map().device() + ": " + values + " values"
                + (round.problem().isEmpty() ? "" : "; " + round.problems() + " problems, first: " + round.problem());
    }

    private void failed(String why, long started) {
        source.failed(device.address() + ": " + why, clock.getAsLong());
        voice.tell(List.of(source.report(clock.getAsLong())));
        next(started, Backoff.after(every, source.failures()));
    }

    private void next(long started, long after) {
        due = started + after;
        pause = after;
    }

    void put(GrowingPlant plant) {
        Equipment equipment = device.equipment();
        Map<String, String> natives = new HashMap<>();
        natives.put("modbus", device.address() + "/" + device.unit());
        equipment.put(plant, natives);
        device.map().parts().forEach((name, kind) -> equipment.putPart(plant, kind, name, name));
        for (Point point : device.map().points()) {
            point.averaged()
                    .ifPresent(span -> Equipment.names(
                            plant,
                            device.entity(point),
                            AveragedOver.said(point.metric().id(), feed, span)));
        }
        if (write) {
            device.map().points().stream()
                    .filter(p -> p.write().isPresent())
                    .forEach(p -> Equipment.names(
                            plant, device.entity(p), offered(p.metric().id())));
        }
    }

    /** The register that is written is the one that shows it. */
    private static Map<String, String> offered(MetricId metric) {
        return WritablePoints.offered(metric, metric);
    }
}
