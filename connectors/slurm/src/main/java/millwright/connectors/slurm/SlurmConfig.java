package millwright.connectors.slurm;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Secret;
import millwright.plant.JobClass;
import millwright.plant.Times;

/**
 * The {@code slurm} block.
 *
 * @param url where slurmrestd listens @param socket its unix socket, in place of the network
 * @param every ns between readings @param confirm ns until an order must show in what is read back
 * @param waiting jobs in the queue that are shown, at most @param classes partition to what its jobs are for
 * @param scontrol Slurm's own tool, for orders that the interface does not take
 * @param configuration what that tool reads; its own when empty
 */
record SlurmConfig(
        String name,
        URI url,
        Optional<Path> socket,
        HttpAccess access,
        String user,
        long every,
        long confirm,
        int waiting,
        Map<String, JobClass> classes,
        Optional<Path> scontrol,
        Optional<Path> configuration,
        Placement placement) {
    private static final String[] KEYS = {
        "protocol",
        "name",
        "url",
        "socket",
        "user",
        "token-file",
        "token-env",
        "insecure-token",
        "timeout",
        "ca-file",
        "every",
        "confirm",
        "waiting-jobs",
        "partitions",
        "scontrol",
        "slurm-conf",
        "placement"
    };

    static SlurmConfig of(ConfigNode node) {
        node.allow(KEYS);
        long every = node.nanos("every", 10 * Times.SECOND);
        if (every < 100 * Times.MILLI) {
            throw node.error("'every' must be at least 100ms");
        }
        long confirm = node.nanos("confirm", 20 * Times.SECOND);
        if (confirm < Times.SECOND) {
            throw node.error("'confirm' must be at least 1s; Slurm needs a moment to carry an order out");
        }
        if (node.has("slurm-conf") && !node.has("scontrol")) {
            throw node.get("slurm-conf").error("is read by scontrol alone; name it with 'scontrol: /usr/bin/scontrol'");
        }
        Map<String, JobClass> classes = new HashMap<>();
        node.optional("partitions")
                .ifPresent(p -> p.entries().forEach((name, word) -> classes.put(name, jobClass(word))));
        return new SlurmConfig(
                node.text("name", "slurm"),
                url(node),
                node.optional("socket").map(n -> Path.of(n.text())),
                access(node),
                node.has("user") ? node.text("user") : "",
                every,
                confirm,
                node.integer("waiting-jobs", 1000, 0, 100_000),
                Map.copyOf(classes),
                node.optional("scontrol").map(n -> Path.of(n.text())),
                node.optional("slurm-conf").map(n -> Path.of(n.text())),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    private static URI url(ConfigNode node) {
        if (node.has("url") == node.has("socket")) {
            throw node.error("give either 'url: https://host:6820' or 'socket: /run/slurmrestd/slurmrestd.socket'");
        }
        return node.has("socket") ? URI.create("http://localhost") : HttpAccess.address(node.get("url"), "https");
    }

    private static HttpAccess access(ConfigNode node) {
        long timeout = node.nanos("timeout", 5 * Times.SECOND);
        if (timeout < 50 * Times.MILLI) {
            throw node.error("'timeout' must be at least 50ms");
        }
        Optional<Secret> token = Secret.of(node, "token");
        HttpAccess access = new HttpAccess(
                timeout, token, Optional.empty(), "", node.optional("ca-file").map(n -> Path.of(n.text())));
        if (node.has("url")) {
            access.refuseClear(node, node.get("url"), url(node));
        }
        return access;
    }

    private static JobClass jobClass(ConfigNode node) {
        List<String> words = List.of("training", "inference", "batch", "idle-reserve", "other");
        return JobClass.valueOf(node.word(words).toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
