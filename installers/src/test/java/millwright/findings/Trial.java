package millwright.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import millwright.plant.EntityId;

/**
 * One fault somewhere in a plant.
 *
 * @param yaml the fault without its time @param roots beginnings of the ids that name its cause
 * @param incident whether it must open an incident; small ones, and those of the telemetry itself, are findings only
 */
record Trial(String name, String yaml, List<String> roots, boolean incident) {
    private static final int[] XIDS = {48, 64, 79, 95, 119};

    boolean names(EntityId id) {
        return roots.stream().anyMatch(root -> id.text().startsWith(root));
    }

    /** One of each kind, at places that the random numbers choose. */
    static List<Trial> all(Sizes size, Random random) {
        List<Trial> trials = new ArrayList<>();
        power(size, random, trials);
        cooling(size, random, trials);
        compute(size, random, trials);
        telemetry(size, random, trials);
        afterwards(size, random, trials);
        return trials;
    }

    private static int below(Random random, int bound) {
        return 1 + random.nextInt(bound);
    }

    private static String gpu(Sizes size, Random random) {
        String rack = Sizes.rack(1, below(random, size.racks() - 1));
        return rack + Sizes.node(below(random, size.nodes())) + "/G" + random.nextInt(4);
    }

    private static void power(Sizes size, Random random, List<Trial> out) {
        String pdu = "PDU-" + (random.nextBoolean() ? "A" : "B") + below(random, size.rows());
        out.add(new Trial("PDU loss", "fault: pdu-loss, on: " + pdu, List.of("pdu:" + pdu), true));
    }

    private static void cooling(Sizes size, Random random, List<Trial> out) {
        int row = below(random, size.rows());
        String rack = Sizes.rack(row, below(random, size.racks()));
        String cdu = String.format(Locale.ROOT, "CDU-%02d", row);
        String pump = cdu + "/P" + below(random, 2);
        out.add(new Trial(
                "throttled rack",
                "fault: pump-loss, on: " + pump + ", starves: [" + rack + "], severity: 0.42",
                List.of("pump:" + pump, "cdu:" + cdu, "rack:" + rack),
                true));
        out.add(new Trial(
                "CDU loss",
                "fault: pump-loss, on: [" + cdu + "/P1, " + cdu + "/P2], starves: [" + Sizes.rack(row, 1) + ".."
                        + Sizes.rack(row, size.racks()) + "], severity: 0.8",
                List.of("pump:" + cdu, "cdu:" + cdu),
                true));
        String wet = Sizes.rack(below(random, size.rows()), below(random, size.racks()));
        out.add(new Trial(
                "leak",
                "fault: leak, on: " + wet + ", severity: " + (random.nextBoolean() ? 0.4 : 0.8),
                List.of("leak_detector:" + wet, "rack:" + wet),
                true));
    }

    /** A stall that begins when what starved the racks of the same job is mended and over for a while. */
    private static void afterwards(Sizes size, Random random, List<Trial> out) {
        boolean second = random.nextBoolean();
        int row = second ? 2 : 1;
        int racks = second ? size.racks() / 2 : size.racks() - 1;
        String job = second ? "sft-legal" : "pretrain-7b";
        String pump = String.format(Locale.ROOT, "CDU-%02d/P%d", row, below(random, 2));
        int lost = 15 + random.nextInt(50);
        out.add(new Trial(
                "stall after a pump ran again",
                "fault: pump-loss, at: " + lost + "s, for: 100s, on: " + pump + ", starves: [" + Sizes.rack(row, 1)
                        + ".." + Sizes.rack(row, racks) + "], severity: 0.42}\n  - {fault: data-stall, on: " + job,
                List.of("job:" + job),
                true));
    }

    private static void compute(Sizes size, Random random, List<Trial> out) {
        String slow = gpu(size, random);
        out.add(new Trial(
                "straggler",
                "fault: straggler, on: " + slow + ", severity: 0.4",
                List.of("gpu:" + slow, "node:" + slow),
                true));
        String ecc = gpu(size, random);
        out.add(new Trial(
                "double-bit ECC",
                "fault: ecc, on: " + ecc + ", number: 1, severity: 0.8",
                List.of("gpu:" + ecc),
                true));
        String sick = gpu(size, random);
        int code = XIDS[random.nextInt(XIDS.length)];
        out.add(new Trial("XID", "fault: xid, on: " + sick + ", number: " + code, List.of("gpu:" + sick), true));
        String node = gpu(size, random);
        String nic = node.substring(0, node.lastIndexOf('/')) + "/N" + random.nextInt(4);
        out.add(new Trial("link flap", "fault: link-flap, on: " + nic, List.of("link:" + nic, "nic:" + nic), true));
        String job = random.nextBoolean() ? "sft-legal" : "pretrain-7b";
        out.add(new Trial("data-loading stall", "fault: data-stall, on: " + job, List.of("job:" + job), true));
        String held = Sizes.rack(2, size.racks() / 2 + 2) + Sizes.node(below(random, Math.max(1, size.nodes() / 3)));
        out.add(new Trial(
                "zombie job", "fault: zombie, on: " + held, List.of("job:summary-batch", "node:" + held), false));
    }

    private static void telemetry(Sizes size, Random random, List<Trial> out) {
        String frozen = gpu(size, random);
        out.add(new Trial(
                "frozen temperature, steady load",
                "fault: sensor-freeze, on: " + frozen,
                List.of("gpu:" + frozen),
                false));
        int third = Math.max(1, size.nodes() / 3);
        String sweep = Sizes.rack(2, size.racks() / 2 + 2)
                + Sizes.node(2 * third + below(random, size.nodes() - 2 * third))
                + "/G" + random.nextInt(4);
        out.add(new Trial(
                "frozen temperature, load moves",
                "fault: sensor-freeze, on: " + sweep,
                List.of("gpu:" + sweep),
                false));
        String[] sources = {"bms", "dcgm", "fabric", "meters"};
        String source = sources[random.nextInt(sources.length)];
        int shift = (random.nextBoolean() ? 1 : -1) * (200 + random.nextInt(300));
        out.add(new Trial(
                "clock skew",
                "fault: clock-skew, on: " + source + ", number: " + shift,
                List.of("source:sim-" + source),
                false));
    }
}
