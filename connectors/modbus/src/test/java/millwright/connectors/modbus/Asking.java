package millwright.connectors.modbus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import millwright.connectors.config.ConfigNode;
import millwright.feed.ActionHeader;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.hearing.Hearing;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Times;

/** A feed, what it told, and orders to it. */
final class Asking extends Hearing {
    Asking(String block) {
        super(new ModbusProvider().create(ConfigNode.parse("site.yaml", block), InstantSource.system()));
    }

    void set(String key, String target, String metric, double value) {
        long now = Times.nanos(Instant.now());
        set(key, target, metric, value, now + Times.HOUR);
    }

    void set(String key, String target, String metric, double value, long expires) {
        set(key, List.of(new EntityId(target)), metric, value, expires);
    }

    void set(String key, List<EntityId> targets, String metric, double value) {
        set(key, targets, metric, value, Times.nanos(Instant.now()) + Times.HOUR);
    }

    private void set(String key, List<EntityId> targets, String metric, double value, long expires) {
        ActionHeader header = new ActionHeader(key, "op", ActionHeader.ProposerKind.PERSON, 1, expires, 0, "test");
        feed().send(new Command.Execute(new ControlAction.SetPoint(header, targets, new MetricId(metric), value)));
    }
}
