package millwright.connectors.slurm;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Slurm says of a node: a base state and flags. What people say of it, such as "draining", follows from both.
 *
 * @param base in capitals: IDLE, MIXED, ALLOCATED, DOWN, ERROR, FUTURE or UNKNOWN @param flags in capitals
 */
record NodeState(String base, Set<String> flags) {
    private static final Set<String> BASES =
            Set.of("UNKNOWN", "DOWN", "IDLE", "ALLOCATED", "ERROR", "MIXED", "FUTURE", "INVALID");
    private static final String SILENT = "NOT_RESPONDING";

    NodeState {
        flags = Set.copyOf(flags);
    }

    /** Up to v0.0.38 one word with the flags beside it, then a list that holds both. */
    static NodeState of(JsonObject node) {
        Set<String> words = new TreeSet<>();
        for (String field : List.of("state", "state_flags")) {
            Fields.words(node, field).forEach(w -> words.add(w.toUpperCase(Locale.ROOT)));
        }
        String base = words.stream().filter(BASES::contains).findFirst().orElse("UNKNOWN");
        words.removeAll(BASES);
        return new NodeState(base, words);
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    boolean drains() {
        return has("DRAIN");
    }

    /** Jobs are on it or just leaving. */
    boolean works() {
        return has("COMPLETING") || base.equals("ALLOCATED") || base.equals("MIXED");
    }

    /** The derived word with Slurm's own mark behind it, such as {@code draining@} for one that will be rebooted. */
    String word() {
        if (has("INVALID_REG")) {
            return "inval";
        }
        boolean taken = base.equals("ALLOCATED") || base.equals("MIXED");
        if (has("MAINTENANCE") && !taken && !drains() && !base.equals("DOWN")) {
            return has(SILENT) ? "maint*" : "maint";
        }
        if (!taken && has("REBOOT_ISSUED")) {
            return "reboot^";
        }
        if (!taken && has("REBOOT_REQUESTED")) {
            return has(SILENT) ? "reboot*" : "reboot";
        }
        if (drains()) {
            return (works() ? "draining" : "drained") + mark();
        }
        if (has("FAIL")) {
            return (works() ? "failing" : "fail") + (has(SILENT) ? "*" : "");
        }
        return plain();
    }

    private String plain() {
        boolean completing = has("COMPLETING");
        if (completing && !base.equals("DOWN") && !base.equals("ALLOCATED")) {
            return "completing" + mark();
        }
        String mark = mark();
        if (base.equals("IDLE") && mark.isEmpty()) {
            for (String flag : List.of("RESERVED", "BLOCKED", "PLANNED")) {
                if (has(flag)) {
                    return flag.toLowerCase(Locale.ROOT);
                }
            }
        }
        if (mark.isEmpty()) {
            boolean leaving = base.equals("ALLOCATED") && completing;
            mark = leaving ? "+" : base.equals("MIXED") && has("PLANNED") ? "-" : "";
        }
        return base.toLowerCase(Locale.ROOT) + mark;
    }

    /** The first that applies, in the order in which Slurm's own tools look. */
    private String mark() {
        String[][] marks = {
            {"MAINTENANCE", "$"},
            {"REBOOT_ISSUED", "^"},
            {"REBOOT_REQUESTED", "@"},
            {"POWERING_UP", "#"},
            {"POWERING_DOWN", "%"},
            {"POWERED_DOWN", "~"},
            {"POWER_DOWN", "!"},
            {SILENT, "*"}
        };
        for (String[] mark : marks) {
            if (has(mark[0])) {
                return mark[1];
            }
        }
        return "";
    }

    /** As the catalogue's {@code node.state}: 0 ready, 1 draining, 2 drained, 3 down; NaN when Slurm does not know. */
    double code() {
        if (drains() || has("FAIL")) {
            return works() ? 1 : 2;
        }
        return switch (base) {
            case "UNKNOWN", "INVALID" -> Double.NaN;
            case "DOWN", "ERROR", "FUTURE" -> 3;
            default -> has(SILENT) || has("INVALID_REG") || has("POWERING_DOWN") || has("REBOOT_ISSUED") ? 3 : 0;
        };
    }

    /** Base and flags, for the native ids: {@code IDLE+DRAIN+NOT_RESPONDING}. */
    String text() {
        return flags.isEmpty() ? base : base + "+" + String.join("+", new TreeSet<>(flags));
    }
}
