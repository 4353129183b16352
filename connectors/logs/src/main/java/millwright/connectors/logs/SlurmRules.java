package millwright.connectors.logs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.LogMeaning.Happened;
import millwright.connectors.source.LogMeaning.Place;
import millwright.feed.Priority;
import millwright.plant.Layer;

/** Messages of slurmctld, slurmd, slurmstepd and slurmdbd. Those on nodes are told of each node that they name. Immutable. */
final class SlurmRules {
    private static final String NODES = "([\\w.\\[\\],-]{1,400})";
    private static final String ERROR = "^(?:error: )?";

    private SlurmRules() {}

    static List<Rule> all() {
        return Stream.of(silence(), states(), jobs(), daemons())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> silence() {
        return List.of(
                nodes(
                        "not responding",
                        ERROR + "Nodes? " + NODES + " not responding, setting DOWN",
                        "slurm.node.down",
                        Priority.HIGH,
                        "Slurm set the node down, it does not respond"),
                nodes(
                        "not responding",
                        ERROR + "Nodes " + NODES + " not responding$",
                        "slurm.node.silent",
                        Priority.LOW,
                        "The node does not respond to Slurm"),
                nodes(
                        "rebooted",
                        ERROR + "Node " + NODES + " (?:unexpectedly rebooted|rebooted unexpectedly)",
                        "slurm.node.rebooted",
                        Priority.HIGH,
                        "The node rebooted unexpectedly"),
                nodes(
                        "now responding",
                        "^[Nn]ode " + NODES + " now responding",
                        "slurm.node.back",
                        Priority.INFO,
                        "The node responds to Slurm again"),
                nodes(
                        "returned to service",
                        "^[Nn]ode " + NODES + " returned to service",
                        "slurm.node.back",
                        Priority.INFO,
                        "The node returned to service"));
    }

    private static List<Rule> states() {
        return List.of(
                reason(
                        "state to INVAL",
                        ERROR + "Setting node " + NODES + " state to INVAL with reason:\\s*(.{1,200})",
                        "slurm.node.invalid",
                        Priority.HIGH,
                        "Slurm finds the node invalid"),
                nodes(
                        "state set to D",
                        "^(?:\\w+: )?nodes? " + NODES + " state set to DRAIN(?:ED|ING)?\\b",
                        "slurm.node.drain",
                        Priority.LOW,
                        "The node drains"),
                nodes(
                        "state set to D",
                        "^(?:\\w+: )?nodes? " + NODES + " state set to DOWN\\b",
                        "slurm.node.down",
                        Priority.HIGH,
                        "The node was set down"),
                reason(
                        "reason set to",
                        "^update_node: node " + NODES + " reason set to: (.{1,200})",
                        "slurm.node.reason",
                        Priority.INFO,
                        "Reason given for the node"),
                reason(
                        "low real_memory",
                        ERROR + "Node " + NODES + " has (low real_memory size .{1,80})",
                        "slurm.node.invalid",
                        Priority.HIGH,
                        "Slurm finds the node short of memory"));
    }

    private static List<Rule> jobs() {
        return List.of(
                Rule.many(
                        "due to failure of node",
                        "^[Rr]equeu\\w* job JobId=(\\d+)(?:_\\S+)? due to failure of node " + NODES,
                        m -> job(m, "slurm.job.requeued", Priority.MEDIUM, " requeued, its node failed")),
                Rule.many(
                        "on failed node",
                        "^Killing JobId=(\\d+)(?:_\\S+)? on failed node " + NODES,
                        m -> job(m, "slurm.job.killed", Priority.MEDIUM, " killed, its node failed")),
                Rule.of(
                        "oom",
                        "^(?:error: )?Detected (\\d+) oom[_-]kill event(?:s|\\(s\\))? in StepId=(\\S{1,40}?)[.,]?(?:"
                                + " |$)",
                        m -> new Happened(
                                "slurm.oom",
                                Layer.JOB,
                                Place.HOST,
                                Priority.LOW,
                                "Step " + m.group(2) + " ran out of memory",
                                new Details()
                                        .put("from", "slurm")
                                        .put("step", m.group(2))
                                        .put("count", m.group(1))
                                        .map())));
    }

    private static List<Rule> daemons() {
        return List.of(
                Rule.of(
                        "rolog",
                        "^error: .{0,120}\\b([Pp]rolog|[Ee]pilog)\\b.{0,120}(?:failed|exited|status)",
                        m -> new Happened(
                                "slurm.prolog",
                                Layer.NODE,
                                Place.HOST,
                                Priority.MEDIUM,
                                "Slurm's " + m.group(1).toLowerCase(java.util.Locale.ROOT) + " failed",
                                new Details()
                                        .put("from", "slurm")
                                        .put("message", m.group())
                                        .map())),
                Rule.of(
                        "fatal: ",
                        "^fatal: (.{1,300})",
                        m -> new Happened(
                                "slurm.fatal",
                                Layer.CONTROL,
                                Place.HOST,
                                Priority.HIGH,
                                "Slurm daemon ended: " + m.group(1),
                                new Details().put("from", "slurm").map())));
    }

    private static Rule nodes(String mark, String pattern, String what, Priority priority, String text) {
        return Rule.many(mark, pattern, m -> each(m.group(1), what, priority, text, new Details()));
    }

    private static Rule reason(String mark, String pattern, String what, Priority priority, String text) {
        return Rule.many(
                mark,
                pattern,
                m -> each(
                        m.group(1),
                        what,
                        priority,
                        text + ": " + m.group(2).strip(),
                        new Details().put("reason", m.group(2))));
    }

    private static List<LogMeaning> each(String nodes, String what, Priority priority, String text, Details details) {
        var said = details.put("from", "slurm").map();
        return HostList.expand(nodes).stream()
                .<LogMeaning>map(host -> new Happened(what, Layer.NODE, Place.node(host), priority, text, said))
                .toList();
    }

    private static List<LogMeaning> job(Matcher m, String what, Priority priority, String text) {
        return each(m.group(2), what, priority, "Job " + m.group(1) + text, new Details().put("job", m.group(1)));
    }
}
