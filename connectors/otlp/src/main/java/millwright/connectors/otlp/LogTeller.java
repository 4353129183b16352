package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.source.LogClassifier;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.exporter.Seen;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/**
 * Makes events of the log records that a classifier understands; without one, of none. A record that is sent again makes
 * events of the same ids. One thread; remembers the PCI addresses of at most {@link #MOST} GPUs.
 */
final class LogTeller {
    static final int ERROR = 17;
    private static final int MOST = 200_000;

    private final Optional<LogClassifier> classifier;
    private final Origin origin;
    private final Map<String, Seen> byAddress = new HashMap<>();

    /** @param seen what the events are about, to be known before them */
    record Told(List<Occurrence> events, List<Seen> seen) {}

    LogTeller(Optional<LogClassifier> classifier, Origin origin) {
        this.classifier = classifier;
        this.origin = origin;
    }

    /** A GPU that metrics tell of: logs name it by its address alone. */
    void see(Seen one) {
        String pci = one.labels().getOrDefault("pci", "");
        if (one.kind() == EntityKind.GPU && !pci.isEmpty() && !one.labels().containsKey("mig")) {
            remember(one.host(), pci, one);
        }
    }

    void forget(Collection<EntityId> gone) {
        Set<EntityId> all = Set.copyOf(gone);
        byAddress.values().removeIf(gpu -> all.contains(gpu.id()));
    }

    private void remember(String host, String pci, Seen gpu) {
        if (byAddress.size() < MOST) {
            byAddress.put(host + " " + address(pci), gpu);
        }
    }

    /** One form for {@code 00000000:3B:00.0}, {@code 0000:3b:00} and their like. */
    static String address(String pci) {
        String plain = pci.toLowerCase(Locale.ROOT).replaceFirst("\\.[0-7]$", "");
        return plain.replaceFirst("^0+(?=[0-9a-f]{4}:)", "");
    }

    /** @param refusals gets records on which the classifier fails and those of a host with no possible name */
    Told tell(List<LogEntry> entries, String host, long received, Refusals refusals) {
        Told told = new Told(new ArrayList<>(), new ArrayList<>());
        Map<String, Integer> equal = new HashMap<>();
        for (LogEntry entry : entries) {
            for (LogMeaning meaning : classified(entry, refusals)) {
                try {
                    switch (meaning) {
                        case LogMeaning.Happened event ->
                            told.events().add(event(event, entry, host, received, equal, told.seen()));
                        case LogMeaning.GpuNamed gpu -> remember(host, gpu.pci(), named(gpu, host));
                        // who it belongs to is told by other lines, which a collector may not forward in order
                        case LogMeaning.BoardSerial _ -> {}
                    }
                } catch (IllegalArgumentException e) {
                    refusals.add("a log record is about nothing that can be named: " + e.getMessage());
                }
            }
        }
        return told;
    }

    private List<LogMeaning> classified(LogEntry entry, Refusals refusals) {
        try {
            return classifier.isEmpty() ? List.of() : classifier.get().classify(entry.program(), entry.text());
        } catch (RuntimeException e) {
            // one record must not cost the others
            refusals.add("a log record could not be read: " + e.getMessage());
            return List.of();
        }
    }

    private static Seen named(LogMeaning.GpuNamed gpu, String host) {
        Map<String, String> labels = Map.of("dcgm.uuid", gpu.uuid(), "pci", gpu.pci());
        return new Seen(EntityId.of(EntityKind.GPU, gpu.uuid()), EntityKind.GPU, host, "GPU " + gpu.pci(), 0, labels);
    }

    private Occurrence event(
            LogMeaning.Happened event,
            LogEntry entry,
            String logging,
            long received,
            Map<String, Integer> equal,
            List<Seen> seen) {
        Seen about = about(event.place(), logging);
        seen.add(about);
        boolean timed = entry.time() > 0 || entry.observed() > 0;
        long time = entry.time() > 0 ? entry.time() : timed ? entry.observed() : received;
        String line = event.what() + "/" + logging + "/" + (timed ? Long.toString(time) : "") + "/"
                + Integer.toHexString(entry.text().hashCode());
        int before = equal.merge(line, 1, Integer::sum) - 1;
        Map<String, String> details = new HashMap<>(event.details());
        details.put("host", logging);
        return new Occurrence(
                before == 0 ? line : line + "/" + before,
                event.what(),
                event.layer(),
                about.id(),
                time,
                timed ? Times.MILLI : Times.SECOND,
                received,
                event.priority(),
                event.text(),
                1,
                details,
                origin);
    }

    private Seen about(LogMeaning.Place place, String logging) {
        String host = place.host().isEmpty() ? logging : place.host();
        boolean device = place.kind() == EntityKind.GPU || place.kind() == EntityKind.NIC;
        if (place.local().isEmpty() || !device) {
            return Subjects.node(host, Attributes.NONE);
        }
        Seen known = byAddress.get(host + " " + address(place.local()));
        if (known != null && known.kind() == place.kind()) {
            return known;
        }
        Map<String, String> labels =
                Map.of("host", host, place.local().contains(":") ? "pci" : "interface", place.local());
        EntityId id = EntityId.of(place.kind(), host + "/" + place.local());
        return new Seen(id, place.kind(), host, place.name(), 0, labels);
    }
}
