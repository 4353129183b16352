package millwright.analysis.correlate;

import java.util.Set;
import millwright.feed.Finding;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** What a finding can mean for others: whether it can be a cause, how much it says by itself, what it passes on. */
final class Bearing {
    /** Double-bit, row remapping, contained and uncontained errors of the XID table, as they stand in ids of findings. */
    private static final Set<String> MEMORY_XIDS = Set.of("48", "63", "64", "92", "94", "95");

    private Bearing() {}

    /** Trouble with data is not trouble of the plant; the two do not explain each other. */
    static boolean aboutData(Finding f) {
        return switch (f.rule()) {
            case "data", "freeze", "source" -> true;
            default -> false;
        };
    }

    static boolean ofJob(Finding f) {
        return kind(f.entity(), EntityKind.JOB) || kind(f.entity(), EntityKind.ENDPOINT);
    }

    static boolean kind(EntityId id, EntityKind kind) {
        return id.text().startsWith(kind.prefix() + ":");
    }

    /** Too much load breaks nothing below it, and a symptom passes nothing on. */
    static boolean passesOn(Finding f) {
        if (aboutData(f)) {
            return f.rule().equals("source");
        }
        return switch (f.rule()) {
            case "output", "zombie", "headroom" -> false;
            case "limit" -> !(f.limitIsUpper() && overload(f)) && !ofJob(f);
            default -> !f.id().contains(".follows/");
        };
    }

    static boolean overload(Finding f) {
        String metric = f.metric() == null ? "" : f.metric().name();
        return metric.contains("power") || metric.contains("heat") || metric.contains("pue");
    }

    /** Site-wide figures are sums of everything: they belong to no single incident. */
    static boolean ofWholeSite(Finding f) {
        return kind(f.entity(), EntityKind.SITE) || kind(f.entity(), EntityKind.UTILITY);
    }

    static boolean mayBeCause(Finding f) {
        return passesOn(f) && (!ofJob(f) || f.rule().equals("stall") || f.rule().equals("event"));
    }

    /** A job or an endpoint that suffers and causes nothing itself. */
    static boolean victim(Finding f) {
        return ofJob(f) && !mayBeCause(f);
    }

    /** Cells of memory that fail do so by themselves: neither coolers nor feeders nor the fabric explain them. */
    static boolean ofMemory(Finding f) {
        return switch (f.rule()) {
            case "xid" -> MEMORY_XIDS.contains(f.id().split("/", 3)[1].replace("gauge.", ""));
            case "event" -> f.id().contains("ecc");
            default -> false;
        };
    }

    /** A job that stands still, or its log that tells why: what it waits for is what it does not get, not what is slow. */
    static boolean standsStill(Finding f) {
        return ofJob(f) && (f.rule().equals("stall") || f.rule().equals("event"));
    }

    /** Boards that do their work, but slowly. */
    static boolean slow(Finding f) {
        return f.rule().equals("throttle") || f.rule().equals("peer");
    }

    /** Too little cooling, and that boards are slow, by heat or otherwise: they are busy for longer. */
    static boolean slowsDown(Finding f) {
        String metric = f.metric() == null ? "" : f.metric().name();
        return switch (f.rule()) {
            case "headroom", "throttle", "peer" -> true;
            case "limit" -> metric.contains("cool") || metric.contains("temperature") || ofCooler(f);
            default -> ofCooler(f);
        };
    }

    private static boolean ofCooler(Finding f) {
        return kind(f.entity(), EntityKind.PUMP)
                || kind(f.entity(), EntityKind.CDU)
                || kind(f.entity(), EntityKind.LOOP)
                || kind(f.entity(), EntityKind.CHILLER);
    }

    /** How much weight a finding has as evidence of a cause, 0 to 1. */
    static double weight(Finding f) {
        return switch (f.rule()) {
            case "state" -> 1.0;
            case "xid", "event" -> 0.9;
            case "stall" -> 0.8;
            case "peer" -> 0.7;
            case "limit" -> f.limitIsUpper() ? 0.5 : 0.8;
            case "throttle" -> f.id().contains("slowdown.hw") ? 0.7 : 0.5;
            default -> 0.3;
        };
    }
}
