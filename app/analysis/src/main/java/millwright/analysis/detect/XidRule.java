package millwright.analysis.detect;

import static millwright.analysis.kpi.MetricNames.GPU_XID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.feed.xid.Xid;
import millwright.feed.xid.XidTable;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/**
 * XIDs. An event counts; the gauge of the last XID only tells that one was seen, as information, and never when an event
 * told the same. What the kernel log and DCGM both tell counts once, and where they differ that is said. One entry per GPU
 * and code, forgotten after its time.
 */
final class XidRule implements Rule {
    private static final Setting SHOW = new Setting("show", "s", 900, "how long after the last one it is shown");
    private static final Setting SUSPECT =
            new Setting("suspect", "1", 3, "so many application errors on one GPU make its hardware suspect");

    private static final Set<String> CODE_KEYS = Set.of("code", "xid", "number");
    private static final String KERNEL = "kernel";
    private static final long SAME = 60 * Times.SECOND;

    private record Key(EntityId entity, int code) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byEntity = entity.compareTo(other.entity);
            return byEntity != 0 ? byEntity : Integer.compare(code, other.code);
        }
    }

    private static final class Seen {
        private long first;
        private long last;
        private long gauge;
        /** By who told: the kernel log and DCGM tell of the same XIDs, each in its own way. */
        private final Map<String, Long> told = new TreeMap<>();

        private final Set<String> jobs = new TreeSet<>();

        private long count() {
            return told.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    private final XidTable table = XidTable.standard();
    private final Map<Key, Seen> seen = new TreeMap<>();
    private final Tuning tuning;
    private double[] gauges = new double[0];

    XidRule(Tuning tuning) {
        this.tuning = tuning;
    }

    @Override
    public String id() {
        return "xid";
    }

    @Override
    public String title() {
        return "XID table";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of(SHOW, SUSPECT);
    }

    @Override
    public void happened(Occurrence occurrence) {
        Integer code = occurrence.what().equals("xid") ? code(occurrence) : null;
        if (code != null) {
            Seen entry = seen.computeIfAbsent(new Key(occurrence.entity(), code), k -> new Seen());
            entry.first = entry.told.isEmpty() ? occurrence.time() : Math.min(entry.first, occurrence.time());
            entry.last = Math.max(entry.last, occurrence.time());
            entry.told.merge(occurrence.details().getOrDefault("from", ""), occurrence.count(), Long::sum);
            entry.jobs.add(occurrence.details().getOrDefault("job", ""));
        }
    }

    private static @Nullable Integer code(Occurrence occurrence) {
        for (String key : CODE_KEYS) {
            String text = occurrence.details().get(key);
            if (text != null && text.matches("\\d{1,6}")) {
                return Integer.valueOf(text);
            }
        }
        return null;
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        readGauges(moment);
        long show = tuning.nanos(id(), SHOW);
        seen.values().removeIf(s -> moment.now() - Math.max(s.last, s.gauge) > show);
        seen.forEach((key, entry) -> {
            if (moment.plant().indexOf(key.entity()) >= 0) {
                out.accept(condition(moment, key, entry));
            }
        });
    }

    /** The gauge keeps its value for ever, so only a change of it says something. */
    private void readGauges(Moment moment) {
        Latest latest = moment.latest(GPU_XID, EntityKind.GPU);
        boolean fresh = gauges.length != latest.size() || moment.moves().moved(EntityKind.GPU);
        if (fresh) {
            gauges = new double[latest.size()];
            Arrays.fill(gauges, Double.NaN);
        }
        for (int gpu = 0; gpu < gauges.length; gpu++) {
            double value = latest.ok(gpu) ? latest.values()[gpu] : Double.NaN;
            if (!Double.isNaN(value) && value != gauges[gpu]) {
                boolean changed = !Double.isNaN(gauges[gpu]);
                gauges[gpu] = value;
                if (changed && value > 0) {
                    gaugeChanged(moment, gpu, (int) value);
                }
            }
        }
    }

    private void gaugeChanged(Moment moment, int gpu, int code) {
        Key key = new Key(moment.plant().at(EntityKind.GPU, gpu).id(), code);
        Seen entry = seen.computeIfAbsent(key, k -> new Seen());
        if (entry.told.isEmpty() || moment.now() - entry.last > SAME) {
            entry.first = entry.told.isEmpty() && entry.gauge == 0 ? moment.now() : entry.first;
            entry.gauge = moment.now();
        }
    }

    private Condition condition(Moment moment, Key key, Seen entry) {
        Xid xid = table.of(key.code());
        boolean gaugeOnly = entry.told.isEmpty();
        boolean suspect =
                xid.kind() == Xid.Kind.USER_CODE && entry.count() >= tuning.of(id(), SUSPECT) && entry.jobs.size() > 1;
        Priority priority = gaugeOnly ? Priority.INFO : suspect ? Priority.HIGH : xid.priority();
        String evidence = gaugeOnly
                ? "the gauge of the last XID changed to " + key.code() + "; no event told it"
                : seen(moment, key, entry) + (suspect ? " under several jobs: hardware suspect" : "");
        return Condition.of(
                        id(),
                        (gaugeOnly ? "gauge." : "") + key.code() + (xid.mayBeRoot() ? "" : ".follows"),
                        key.entity(),
                        priority,
                        entry.first,
                        xid.meaning() + ", XID " + key.code(),
                        evidence,
                        xid.guidance())
                .measured(GPU_XID, key.code(), Double.NaN, true)
                .times(Math.max(1, entry.count()));
    }

    /** How many, and where the kernel log and DCGM do not say the same. */
    private String seen(Moment moment, Key key, Seen entry) {
        if (entry.told.values().stream().distinct().count() > 1) {
            List<String> each = new ArrayList<>();
            entry.told.forEach((who, count) -> each.add((who.isEmpty() ? "others" : who) + " " + count));
            return "seen as often as told by " + String.join(", ", each);
        }
        boolean kernelAlone = entry.told.keySet().equals(Set.of(KERNEL));
        int slot = moment.plant().slotOf(moment.plant().indexOf(key.entity()));
        double gauge = key.entity().text().startsWith("gpu:") && slot < gauges.length ? gauges[slot] : Double.NaN;
        boolean late = moment.now() - entry.last > SAME;
        if (kernelAlone && late && !Double.isNaN(gauge) && gauge != key.code()) {
            return entry.count() + " seen in the kernel log, not by DCGM, whose last XID is " + (int) gauge;
        }
        return entry.count() + " seen";
    }
}
