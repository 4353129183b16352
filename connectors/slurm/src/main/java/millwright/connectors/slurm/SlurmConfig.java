package millwright.connectors.slurm;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.Placement;
import millwright.connectors.source.Secret;
import millwright.connectors.source.Spans;
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
        "cert-file",
        "key-file",
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
        long every = Spans.atLeast(node, "every", 10 * Times.SECOND, 100 * Times.MILLI);
        long confirm = Spans.confirm(node, 20 * Times.SECOND, Times.SECOND);
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
                node.optional("scontrol").map(SlurmConfig::tool),
                node.optional("slurm-conf").map(n -> Path.of(n.text())),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    /** Looked at now: who drains at night learns too late that it is not there. */
    private static Path tool(ConfigNode node) {
        return places(node.text())
                .filter(place -> Files.isExecutable(place) && !Files.isDirectory(place))
                .findFirst()
                .orElseThrow(() -> node.error(node.text() + " is no program that can be run here; leave it out where"
                        + " Slurm's tools are not installed"));
    }

    /** A bare name is looked for where the system looks for programs. */
    private static Stream<Path> places(String tool) {
        String path = tool.isEmpty() || tool.contains("/") ? null : System.getenv("PATH");
        return path == null
                ? Stream.of(Path.of(tool))
                : Arrays.stream(path.split(File.pathSeparator, -1)).map(folder -> Path.of(folder, tool));
    }

    private static URI url(ConfigNode node) {
        if (node.has("url") == node.has("socket")) {
            throw node.error("give either 'url: https://host:6820' or 'socket: /run/slurmrestd/slurmrestd.socket'");
        }
        return node.has("socket") ? URI.create("http://localhost") : HttpAccess.address(node.get("url"), "https");
    }

    private static HttpAccess access(ConfigNode node) {
        long timeout = Spans.atLeast(node, "timeout", 5 * Times.SECOND, 50 * Times.MILLI);
        Optional<Secret> token = Secret.of(node, "token");
        HttpAccess access = new HttpAccess(
                timeout, token, Optional.empty(), "", HttpAccess.authority(node), HttpAccess.shown(node));
        access.refuseUnseen(node, List.of(url(node)));
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
