package millwright.connectors.otlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import millwright.feed.SourceState;

/** Who sends, by resource. One thread; at most {@link #MOST}, more share one report, and those silent for long have ended. */
final class Senders {
    static final int MOST = 500;
    private static final int LONGEST_NAME = 120;

    private final String source;
    private final long every;
    /** Far longer than anybody pauses between exports: pods end without a word. */
    private final long forget;

    private final Map<String, Sender> senders = new HashMap<>();

    /** @param source name of the feed @param every ns between exports as long as nothing better is known @param forget ns of silence */
    Senders(String source, long every, long forget) {
        this.source = source;
        this.every = every;
        this.forget = forget;
    }

    Sender of(Attributes resource, String host, long now) {
        String name = name(resource, host);
        Sender known = senders.get(name);
        if (known != null) {
            return known;
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

    /** What is due to be told. @param ended takes the names of those that have ended */
    List<SourceState> look(long now, Consumer<String> ended) {
        List<SourceState> reports = new ArrayList<>();
        for (Sender sender : List.copyOf(senders.values())) {
            boolean gone = now - sender.lastHeard() > forget;
            if (gone) {
                senders.remove(sender.name());
                ended.accept(sender.name());
            }
            SourceState report = gone ? sender.ended(now) : sender.look(now);
            if (report != null) {
                reports.add(report);
            }
        }
        return reports;
    }
}
