package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.SourceState;
import millwright.plant.Times;

/** Who sends, by resource. One thread; at most {@link #MOST}, more share one report, and those silent for a day go. */
final class Senders {
    static final int MOST = 500;
    private static final int LONGEST_NAME = 120;

    private final String source;
    private final long every;
    private final Map<String, Sender> senders = new HashMap<>();

    /** @param source name of the feed @param every ns between exports as long as nothing better is known */
    Senders(String source, long every) {
        this.source = source;
        this.every = every;
    }

    Sender of(Attributes resource, String host, long now) {
        String name = name(resource, host);
        Sender known = senders.get(name);
        if (known != null) {
            return known;
        }
        if (senders.size() >= MOST) {
            senders.values().removeIf(s -> now - s.lastHeard() > 24 * Times.HOUR);
        }
        String shared = senders.size() >= MOST ? source + "/others" : name;
        return senders.computeIfAbsent(shared, n -> new Sender(n, every, now));
    }

    private String name(Attributes resource, String host) {
        String service = resource.first("service.name", "telemetry.sdk.name");
        StringBuilder name = new StringBuilder(source).append('/');
        for (char c : (service.isEmpty() ? host : service + "@" + host).toCharArray()) {
            name.append(Character.isISOControl(c) ? '?' : c);
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name.toString();
    }

    List<SourceState> look(long now) {
        List<SourceState> reports = new ArrayList<>();
        for (Sender sender : senders.values()) {
            SourceState report = sender.look(now);
            if (report != null) {
                reports.add(report);
            }
        }
        return reports;
    }
}
