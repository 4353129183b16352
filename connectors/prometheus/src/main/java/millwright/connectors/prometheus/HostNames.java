package millwright.connectors.prometheus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/**
 * What hosts call themselves in a store, so that its past is told of the same nodes as its present. Any thread; asks at most
 * every five minutes.
 */
final class HostNames {
    private static final long FRESH_MILLIS = 300_000;
    private static final String QUERY = "last_over_time(node_uname_info[1h])[1m:1m]";

    private final StoreClient store;
    private final Asked asked;
    private Hosts known;
    private long readAt = Long.MIN_VALUE;

    HostNames(StoreClient store, Asked asked) {
        this.store = store;
        this.asked = asked;
        this.known = new Hosts(new Exposition(List.of(), Map.of(), List.of(), 0), asked);
    }

    /** @param time epoch ms @param entities of nodes and what is in them; others need no names */
    synchronized Hosts at(long time, List<EntityId> entities) throws IOException, InterruptedException {
        boolean needed = entities.stream()
                .anyMatch(e -> e.text().startsWith(EntityKind.NODE.prefix() + ":")
                        || e.text().startsWith(EntityKind.NIC.prefix() + ":"));
        if (needed && (readAt == Long.MIN_VALUE || Math.abs(time - readAt) > FRESH_MILLIS)) {
            List<Sample> samples = new ArrayList<>();
            store.instant(QUERY, time, line -> {
                Map<String, String> labels = StoreLabels.unnamed(line.labels());
                samples.add(new Sample("node_uname_info", labels, 1, "1", Sample.NO_TIME, 0));
            });
            known = new Hosts(new Exposition(samples, Map.of(), List.of(), 0), asked);
            readAt = time;
        }
        return known;
    }
}
