package millwright.connectors.prometheus;

import java.net.URI;
import java.util.List;
import java.util.Set;
import millwright.connectors.source.SourceWatch;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** How one target is doing. One thread. */
final class TargetState {
    private final SourceWatch watch;

    TargetState(URI target, String source) {
        watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, source + "/" + target.getAuthority()), "prometheus");
    }

    int failures() {
        return watch.failures();
    }

    long lastSuccess() {
        return watch.lastSuccess();
    }

    void failed(String why, long time) {
        watch.failed(why, time);
    }

    void succeeded(Exposition exposition, Mapping.Result result, Set<String> lacks, long started, long received) {
        int understood = result.readings().size();
        String text = exposition.problems().isEmpty()
                ? understood + " values understood, " + result.unknown().size() + " metrics not known"
                : exposition.problemCount() + " bad lines, first: "
                        + exposition.problems().getFirst();
        watch.succeeded(understood, text, received - started, received);
        watch.problems(exposition.problemCount());
        boolean gpus = result.entities().values().stream().anyMatch(e -> e.kind() == EntityKind.GPU);
        watch.missing(
                gpus
                        ? lacks.stream()
                                .map(m -> "no " + m + ": not enabled in the exporter")
                                .toList()
                        : List.of());
    }

    SourceState report(long time) {
        return watch.report(time);
    }
}
