package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import millwright.control.AuditEntry;
import millwright.control.AuditLog;
import millwright.control.AuditRecord;
import millwright.feed.AuditHead;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Journal;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.Priority;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.MetricId;
import millwright.plant.PlantChange;

/** Small plants, frames and events for tests. */
final class Made {
    static final MetricId POWER = new MetricId("gpu.power");
    static final Origin ORIGIN = new Origin(EntityId.of(EntityKind.SOURCE, "test"), true);

    private Made() {}

    static EntityId id(String name) {
        return EntityId.of(EntityKind.GPU, name);
    }

    static Entity gpu(String name) {
        return new Entity.Gpu(id(name), name, 0, "");
    }

    static PlantChanged whole(long revision, String... names) {
        List<Entity> all = new ArrayList<>();
        for (String name : names) {
            all.add(gpu(name));
        }
        return new PlantChanged(revision, 0, PlantChange.adding(all, List.of()), true);
    }

    static Frame power(long revision, long time, float... watts) {
        return power(revision, time, null, watts);
    }

    static Frame power(long revision, long time, int[] slots, float... watts) {
        return new Frame(
                POWER,
                EntityKind.GPU,
                revision,
                slots,
                time,
                time,
                0,
                new Column.F32(watts),
                States.all(DataState.OK, watts.length),
                ORIGIN);
    }

    static Occurrence happened(String id, String entity) {
        return new Occurrence(
                id, "test", Layer.GPU, id(entity), 1, 0, 1, Priority.INFO, "at " + entity, 1, Map.of(), ORIGIN);
    }

    /** An audit that is only counted. */
    static AuditLog audit() {
        return new AuditLog() {
            private long count;

            @Override
            public AuditHead append(AuditEntry entry) {
                count++;
                return head();
            }

            @Override
            public List<AuditRecord> records() {
                return List.of();
            }

            @Override
            public AuditHead head() {
                return new AuditHead(count, "0".repeat(64), 0);
            }

            @Override
            public void close() {}
        };
    }

    static Journal journal(String epoch) {
        return journal(epoch, Integer.MAX_VALUE);
    }

    /** @param most entries, the oldest go */
    static Journal journal(String epoch, int most) {
        List<Journal.Entry> entries = new ArrayList<>();
        return new Journal() {
            @Override
            public String epoch() {
                return epoch;
            }

            @Override
            public void append(long sequence, long time, byte[] message) {
                entries.add(new Entry(sequence, time, message));
                if (entries.size() > most) {
                    entries.removeFirst();
                }
            }

            @Override
            public void after(long sequence, Consumer<Entry> visitor) {
                List.copyOf(entries).stream()
                        .filter(e -> e.sequence() > sequence)
                        .forEach(visitor);
            }

            @Override
            public long oldest() {
                return entries.isEmpty() ? 0 : entries.getFirst().sequence();
            }

            @Override
            public void close() {}
        };
    }
}
