package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.feed.SourceState;
import millwright.plant.Count;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Plant;

/** What a scheduler said of a node or a job beside its values: it stands among their native names. Holds nothing. */
final class SchedulerLines {
    private SchedulerLines() {}

    /** Empty where no scheduler told of it. */
    static List<InspectorPage.Pair> of(Plant plant, Entity entity) {
        Map<String, String> said = plant.nativeIds(entity.id());
        List<InspectorPage.Pair> lines = new ArrayList<>();
        add(lines, "Partitions", said.getOrDefault("slurm.partitions", "").replace(",", ", "));
        add(lines, "Partition", said.getOrDefault("slurm.partition", ""));
        if (entity instanceof Entity.Job job) {
            EntityId account = job.org();
            add(
                    lines,
                    "Account",
                    account == null ? "" : plant.find(account).map(Entity::name).orElse(account.text()));
        }
        add(lines, "User", said.getOrDefault("slurm.user", ""));
        add(lines, "State", said.getOrDefault("slurm.state", ""));
        add(lines, "Reason", said.getOrDefault("slurm.reason", ""));
        return lines;
    }

    /** Whether that is of now. No line tells from which scheduler it is. @param now plant time */
    static String asOf(Situation situation, long now) {
        List<SourceState> all = situation.sources().values().stream()
                .filter(s -> s.protocol().equals("slurm"))
                .toList();
        List<SourceState> silent = all.stream().filter(SilentSources::isSilent).toList();
        if (silent.isEmpty()) {
            return "as it says";
        } else if (silent.size() < all.size()) {
            return silent.size() + " of " + Count.of(all.size(), "scheduler") + " silent";
        }
        long since = silent.stream()
                .mapToLong(s -> SilentSources.found(situation, s.source()))
                .max()
                .orElse(0);
        return "as it said, silent " + (since == 0 ? "now" : "for " + Figures.age(Math.max(0, now - since)));
    }

    private static void add(List<InspectorPage.Pair> lines, String name, String value) {
        if (!value.isBlank()) {
            lines.add(new InspectorPage.Pair(name, value, ""));
        }
    }
}
