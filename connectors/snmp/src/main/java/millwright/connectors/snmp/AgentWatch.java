package millwright.connectors.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import millwright.feed.Priority;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/** Asks one device, round after round, and now and then what there is. One virtual thread. */
final class AgentWatch implements Runnable {
    private final SnmpConfig config;
    private final SnmpConfig.Device device;
    private final Agent agent;
    private final Voice voice;
    private final LongSupplier clock;
    private final Round round;
    private final SourceWatch source;
    private final StateChanges changes;
    private @Nullable Survey survey;
    private long surveyed;

    AgentWatch(SnmpConfig config, SnmpConfig.Device device, Agent agent, Voice voice, LongSupplier clock) {
        this.config = config;
        this.device = device;
        this.agent = agent;
        this.voice = voice;
        this.clock = clock;
        this.round = new Round(agent, device.map().most());
        this.changes = new StateChanges(voice);
        EntityId id = EntityId.of(
                EntityKind.SOURCE, config.name() + "/" + device.equipment().name());
        this.source = new SourceWatch(id, "snmp");
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long started = clock.getAsLong();
                round(started);
                long pause = source.failures() == 0 ? config.every() : Backoff.after(config.every(), source.failures());
                TimeUnit.NANOSECONDS.sleep(Math.clamp(started + pause - clock.getAsLong(), 0, pause));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(long started) throws InterruptedException {
        try {
            // it is there, whether it answers or not
            voice.found(plant -> device.equipment().put(plant, Map.of()));
            Survey known = survey;
            if (known == null || started - surveyed >= config.survey()) {
                known = Survey.of(agent, device);
                survey = known;
                surveyed = started;
            }
            List<Reading> readings = round.read(known, started);
            tell(known, readings, started);
            if (round.restarted()) {
                survey = null; // rows may be others now
            }
        } catch (Denied e) {
            forbidden();
            failed(e, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failed(e, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // one answer that cannot be taken must not end the watch
            failed(e, "what it said could not be taken: " + e);
        }
    }

    private void tell(Survey known, List<Reading> readings, long started) {
        long now = clock.getAsLong();
        long since = source.lastSuccess() == 0 ? 0 : now - source.lastSuccess();
        source.problems(round.problems(), round.problem());
        int values =
                (int) readings.stream().filter(r -> r.state() == DataState.OK).count();
        source.succeeded(values, text(values), now - started, now);
        source.missing(round.missing(), known.asked().size());
        source.delivered(readings, now);
        voice.found(plant -> put(plant, known));
        List<Occurrence> events = new ArrayList<>(changes.measured(readings, now, since));
        if (round.restarted()) {
            events.add(voice.event(
                    "device.restart",
                    device.equipment().kind(),
                    device.equipment().id(),
                    Priority.LOW,
                    "restarted: its time since start began anew",
                    now,
                    since));
        }
        voice.measured(readings, events, source.report(now));
    }

    private String text(int values) {
        return device.map().device() + ": " + values + " values"
                + (round.problem().isEmpty() ? "" : "; " + round.problems() + " problems, first: " + round.problem());
    }

    /** What was seen before is still there; only we may not see it. */
    private void forbidden() {
        Survey known = survey;
        if (known != null) {
            List<Reading> readings = new ArrayList<>();
            known.asked()
                    .forEach(a -> readings.add(new Reading(
                            a.entity(), a.point().metric(), Double.NaN, DataState.FORBIDDEN, Reading.UNSAID)));
            voice.measured(readings, List.of(), source.report(clock.getAsLong()));
        }
    }

    private void failed(Exception e, String why) {
        agent.forget();
        long now = clock.getAsLong();
        source.failed(e, device.address() + ": " + why, now);
        voice.tell(List.of(source.report(now)));
    }

    private void put(GrowingPlant plant, Survey known) {
        device.equipment().put(plant, known.natives());
        known.rows().forEach(row -> device.equipment().putPart(plant, row.kind(), row.local(), row.name()));
        for (Survey.Asked asked : known.asked()) {
            MetricId metric = asked.point().metric().id();
            asked.point()
                    .averaged()
                    .ifPresent(span ->
                            Equipment.names(plant, asked.entity(), AveragedOver.said(metric, config.name(), span)));
        }
    }
}
