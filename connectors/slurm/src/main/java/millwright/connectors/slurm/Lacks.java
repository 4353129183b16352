package millwright.connectors.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a Slurm could tell and does not, with what to do about it. Stateless. */
final class Lacks {
    /** How many things are looked for. */
    static final int WATCHED = 5;

    private Lacks() {}

    /** @param partitions why they could not be read, in one line; empty when they were */
    static List<String> of(List<SlurmNode> nodes, List<SlurmJob> jobs, String partitions) {
        List<String> lines = new ArrayList<>();
        if (!partitions.isEmpty()) {
            lines.add(partitions);
        }
        say(
                lines,
                nodes.stream().filter(n -> n.gpuCount() == 0).count(),
                nodes.size(),
                "no GPUs on %d of %d nodes: if they have some, name them in gres.conf and slurm.conf (Gres=gpu:…)");
        say(
                lines,
                nodes.stream().filter(n -> Double.isNaN(n.state().code())).count(),
                nodes.size(),
                "no state of %d of %d nodes: their slurmd has not reported yet");
        List<SlurmJob> running = jobs.stream().filter(SlurmJob::holdsNodes).toList();
        say(
                lines,
                running.stream().filter(j -> j.account().isBlank()).count(),
                running.size(),
                "no account of %d of %d running jobs: accounting is not set up");
        say(
                lines,
                running.stream().filter(Lacks::unindexed).count(),
                running.size(),
                "no GPU numbers of %d of %d running jobs: name the devices in gres.conf (File=)");
        return lines;
    }

    private static boolean unindexed(SlurmJob job) {
        return job.gres().stream()
                .flatMap(text -> Gres.gpus(text).stream())
                .anyMatch(g -> g.count() > 0 && g.indices().isEmpty());
    }

    private static void say(List<String> lines, long lacking, int all, String text) {
        if (lacking > 0) {
            lines.add(String.format(Locale.ROOT, text, lacking, all));
        }
    }
}
