package millwright.analysis.detect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import millwright.feed.Occurrence;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.MetricId;

/**
 * Everything else that happened and has a priority of 1 to 4: link flaps, ECC errors, leaks, dips. Equal events on one
 * thing count up; it ends when they have stayed away for a while, or, where the source tells begin and end, when that is told.
 * XIDs have a rule of their own.
 */
final class EventRule implements Rule {
    private static final Setting QUIET = new Setting("quiet", "s", 300, "how long none must come");
    private static final Setting LONGEST =
            new Setting("longest", "s", 86_400, "when one that was never told to have ended is taken for over");
    private static final int MOST = 50_000;
    private static final int MOST_OPEN = 100;

    private record Key(EntityId entity, String what) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byEntity = entity.compareTo(other.entity);
            return byEntity != 0 ? byEntity : what.compareTo(other.what);
        }
    }

    /** @param text of the newest @param open what has begun and not ended yet */
    private record Run(long first, long last, long count, Priority priority, String text, Set<String> open) {
        boolean over(long now, long quiet, long longest) {
            return now - last > (open.isEmpty() ? quiet : longest);
        }
    }

    private final Map<Key, Run> runs = new TreeMap<>();
    private final Tuning tuning;

    EventRule(Tuning tuning) {
        this.tuning = tuning;
    }

    @Override
    public String id() {
        return "event";
    }

    @Override
    public String title() {
        return "Events";
    }

    @Override
    public Set<MetricId> needs() {
        return Set.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of(QUIET, LONGEST);
    }

    @Override
    public void happened(Occurrence o) {
        Key key = new Key(o.entity(), o.what());
        Run run = runs.get(key);
        String ended = o.details().get(Occurrence.ENDS);
        if (ended != null
                && run != null
                && run.open().remove(ended)
                && run.open().isEmpty()) {
            runs.remove(key);
        }
        if (ended != null || o.priority() == Priority.INFO || o.what().equals("xid")) {
            return;
        }
        String began = o.details().get(Occurrence.BEGINS);
        Set<String> open = run == null ? new TreeSet<>() : run.open();
        if (began != null && open.size() < MOST_OPEN) {
            open.add(began);
        }
        if (run != null) {
            Priority priority = run.priority().compareTo(o.priority()) < 0 ? run.priority() : o.priority();
            runs.put(
                    key,
                    new Run(
                            run.first(),
                            Math.max(run.last(), o.time()),
                            run.count() + o.count(),
                            priority,
                            o.text(),
                            open));
        } else if (runs.size() < MOST) {
            runs.put(key, new Run(o.time(), o.time(), o.count(), o.priority(), o.text(), open));
        }
    }

    @Override
    public void evaluate(Moment moment, Consumer<Condition> out) {
        long quiet = tuning.nanos(id(), QUIET);
        long longest = tuning.nanos(id(), LONGEST);
        runs.values().removeIf(run -> run.over(moment.now(), quiet, longest));
        runs.forEach((key, run) -> {
            if (moment.plant().indexOf(key.entity()) >= 0) {
                out.accept(Condition.of(
                                id(),
                                key.what(),
                                key.entity(),
                                run.priority(),
                                run.first(),
                                sentence(run.text().isBlank() ? key.what() : run.text()),
                                run.count() + " in this run",
                                guidance(key.what()))
                        .times(run.count()));
            }
        });
    }

    /** Sources write as they like; in a list of titles each begins alike. */
    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String guidance(String what) {
        if (what.startsWith("link")) {
            return "Check cable and transceiver at both ends";
        } else if (what.startsWith("ecc")) {
            return "Drain and run memory diagnostics";
        } else if (what.startsWith("leak")) {
            return "Isolate the branch, drain what it cools";
        } else if (what.startsWith("pump") || what.startsWith("cdu")) {
            return "Raise the neighbouring CDUs, check the drive";
        } else if (what.equals("power.breach") || what.equals("power.state")) {
            return "Shed load until it fits the target; the event names what the load agent would shed";
        } else if (what.startsWith("breaker") || what.startsWith("power")) {
            return "Find why before closing it again";
        } else if (what.startsWith("log.template")) {
            return "Read the log from then on: what did it wait for?";
        }
        return "Look at the timeline for what came before it";
    }
}
