package millwright.connectors.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import millwright.connectors.source.LogClassifier;
import millwright.connectors.source.LogMeaning;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;
import millwright.plant.Times;

/**
 * Makes events of lines and counts the others by template. Any thread, one at a time; what is kept is bounded by
 * {@link Identity}, {@link Templates} and {@link LogPlant}.
 */
final class LogIntake {
    /** Templates told at a time; what is beyond is told as one sum. */
    static final int TEMPLATES = 64;

    private static final int PENDING = 1_000;
    /** A clock may be off; a time beyond this is none. */
    private static final long FUTURE = 24 * Times.HOUR;

    /** @param live the line came as it was written, not out of the past */
    record Context(InputState state, Reading reading, String host, boolean live) {}

    private final LogClassifier classifier = new EventClassifier();
    private final Identity identity = new Identity();
    private final Templates templates = new Templates();
    private final List<Occurrence> pending = new ArrayList<>();
    private final LogPlant plant;
    private final Origin origin;
    private final LongSupplier clock;
    private final long history;
    private final long started;
    private final Consumer<PlantEvent> sink;

    LogIntake(LogsConfig config, Origin origin, LongSupplier clock, Consumer<PlantEvent> sink) {
        this.plant = new LogPlant(config.placement());
        this.origin = origin;
        this.clock = clock;
        this.history = config.history();
        this.started = clock.getAsLong();
        this.sink = sink;
    }

    synchronized void take(LogLine read, long offset, Context from) {
        long now = clock.getAsLong();
        LogLine at = read.time() > now + FUTURE ? read.untimed() : read;
        LogLine line = at.host().isEmpty() ? at.from(from.host()) : at;
        List<LogMeaning> meanings = classifier.classify(line.program(), line.message());
        List<LogMeaning.Happened> happened = new ArrayList<>();
        for (LogMeaning meaning : meanings) {
            switch (meaning) {
                case LogMeaning.GpuNamed named -> plant.named(named, line.host());
                case LogMeaning.BoardSerial serial -> plant.serial(serial, line.host());
                case LogMeaning.Happened event -> happened.add(event);
            }
        }
        if (from.live() && line.time() != LogLine.UNSAID) {
            from.state().clock(line.time() - now, line.resolution());
        }
        from.state().line(!happened.isEmpty());
        if (meanings.isEmpty()) {
            templates.add(line.program(), line.host(), line.message());
        } else if (!happened.isEmpty() && recent(line)) {
            identity.of(line, from.reading(), offset).ifPresent(id -> note(happened, line, id, now, from));
        }
        if (pending.size() >= PENDING) {
            flush();
        }
    }

    private void note(List<LogMeaning.Happened> happened, LogLine line, String id, long now, Context from) {
        long refused = plant.refused();
        for (int i = 0; i < happened.size(); i++) {
            pending.add(occurrence(happened.get(i), line, id + (i == 0 ? "" : "/" + i), now, from));
        }
        if (plant.refused() > refused) {
            from.state().problem("too many hosts or devices to tell " + line.host() + " apart");
        }
    }

    /** Tells what was taken: once for many lines, since each change of the plant costs as much as the plant is large. */
    synchronized void flush() {
        if (!pending.isEmpty()) {
            plant.told(clock.getAsLong()).ifPresent(sink);
            pending.forEach(sink);
            pending.clear();
        }
    }

    private boolean recent(LogLine line) {
        return line.time() == LogLine.UNSAID || line.time() >= started - history;
    }

    private Occurrence occurrence(LogMeaning.Happened happened, LogLine line, String id, long now, Context from) {
        EntityId entity = plant.entity(happened.place(), line.host());
        Map<String, String> details = new HashMap<>(happened.details());
        details.put("host", line.host());
        boolean timed = line.time() != LogLine.UNSAID;
        if (!timed) {
            details.put("time", "not said, received then" + (from.live() ? "" : " or long before"));
        }
        long unsure = timed ? line.resolution() : from.live() ? Times.SECOND : history;
        return new Occurrence(
                happened.what() + "/" + id,
                happened.what(),
                happened.layer(),
                entity,
                timed ? line.time() : now,
                unsure,
                now,
                happened.priority(),
                happened.text(),
                1,
                details,
                origin);
    }

    /** Tells the templates of which lines came since the last time: what is new, then the most frequent. */
    synchronized void tellTemplates(Duration since) {
        flush();
        long now = clock.getAsLong();
        List<Template> due = templates.due();
        List<Occurrence> events = new ArrayList<>();
        for (Template template : due.subList(0, Math.min(TEMPLATES, due.size()))) {
            events.add(counted(template, now, since));
        }
        long rest = 0;
        for (Template template : due.subList(events.size(), due.size())) {
            rest += template.fresh();
            template.tell();
        }
        if (rest > 0) {
            events.add(counts(
                    "log.template", "other", plant.site(), rest, rest + " lines of other kinds", Map.of(), now, since));
        }
        plant.told(now).ifPresent(sink);
        events.forEach(sink);
    }

    private Occurrence counted(Template template, long now, Duration since) {
        boolean fresh = template.isNew();
        int hosts = template.hosts().size();
        String one = hosts == 1 ? template.hosts().iterator().next() : "";
        Map<String, String> details = Map.of(
                "template", template.text(),
                "program", template.program(),
                "hosts", hosts >= Template.HOSTS ? "at least " + hosts : Integer.toString(hosts),
                "total", Long.toString(template.total()),
                "example", template.example());
        String id = Identity.hash(template.program() + "\0" + template.text());
        EntityId entity = plant.known(one).orElseGet(plant::site);
        Occurrence told = counts(
                fresh ? "log.template.new" : "log.template",
                id,
                entity,
                template.fresh(),
                template.fresh() + " × " + template.text(),
                details,
                now,
                since);
        template.tell();
        return told;
    }

    private Occurrence counts(
            String what,
            String id,
            EntityId entity,
            long count,
            String text,
            Map<String, String> details,
            long now,
            Duration since) {
        return new Occurrence(
                what + "/" + id + "/" + now,
                what,
                Layer.LOG,
                entity,
                now,
                since.toNanos(),
                now,
                Priority.INFO,
                text,
                count,
                details,
                origin);
    }

    /** Hosts and devices that were too many to be told apart. */
    synchronized long refused() {
        return plant.refused();
    }
}
