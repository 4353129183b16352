package millwright.findings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.analysis.twin.Consequence;
import millwright.analysis.twin.Twin;
import millwright.feed.ActionHeader;
import millwright.feed.ActionHeader.ProposerKind;
import millwright.feed.ControlAction;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.Times;

/**
 * How far the twin's previews are from what the simulated plant then does, over seeds that nothing was tuned on. The
 * same plant is run twice, with and without the action, so that only what the action changed is compared. Run by hand.
 * Arguments: first seed, number of seeds.
 */
public final class TwinError {
    private static final int ASKED = 180;
    private static final int SETTLED = 260;
    private static final int END = 380;
    private static final String OBEYS = "obedience: {partly: 0, clamped: 0, never: 0}\n";
    private static final EntityId PDU_A = new EntityId("pdu:PDU-A1");
    private static final EntityId PDU_B = new EntityId("pdu:PDU-B1");

    /** Predicted and real change of the site: W and tokens a second. */
    private record Pair(double watts, double realWatts, double tokens, double realTokens) {}

    private record Question(String name, String rack, double watts, boolean saving) {
        ControlAction action(long now) {
            ActionHeader header = new ActionHeader("k", "op", ProposerKind.PERSON, now, now + Times.HOUR, 0, "");
            List<EntityId> targets = List.of(new EntityId("rack:" + rack));
            return Double.isNaN(watts)
                    ? new ControlAction.SetPowerProfile(
                            header, targets, saving ? InBandProfile.MAX_Q : InBandProfile.MAX_P)
                    : new ControlAction.SetPowerCap(header, targets, watts);
        }
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("cap 900 W on a training rack", "R1-02", 900, false),
            new Question("cap 850 W on a training rack", "R1-02", 850, false),
            new Question("cap 700 W on a training rack", "R1-02", 700, false),
            new Question("cap 700 W on an inference rack", "R1-04", 700, false),
            new Question("MAX-Q on an inference rack", "R1-04", Double.NaN, true),
            new Question("MAX-P on a training rack", "R2-01", Double.NaN, false));

    private TwinError() {}

    public static void main(String[] args) throws IOException {
        int from = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 12;
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        List<double[]> failover = new ArrayList<>();
        for (int seed = from; seed < from + seeds; seed++) {
            String yaml = Sizes.of(8).yaml(seed) + OBEYS;
            double[] without = mean(yaml, null, null);
            for (Question question : QUESTIONS) {
                Consequence[] preview = new Consequence[1];
                double[] with = mean(yaml, question, preview);
                pairs.computeIfAbsent(question.name(), q -> new ArrayList<>()).add(pair(preview[0], with, without));
            }
            failover.add(lost(Sizes.of(8).yaml(seed)));
        }
        System.out.println(
                "question | real change, kW | predicted, kW | error of power, mean | worst | real tokens/s | predicted");
        pairs.forEach(TwinError::print);
        double[] errors = failover.stream()
                .mapToDouble(f -> Math.abs(f[0] / f[1] - 1))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "load of PDU-A1 once PDU-B1 is lost: %d seeds, %.1f kW real, %.1f kW predicted, error %.2f %% mean, %.2f %% worst%n",
                errors.length,
                failover.stream().mapToDouble(f -> f[1] / 1e3).average().orElse(0),
                failover.stream().mapToDouble(f -> f[0] / 1e3).average().orElse(0),
                100 * java.util.Arrays.stream(errors).average().orElse(0),
                100 * errors[errors.length - 1]);
    }

    private static Pair pair(Consequence preview, double[] with, double[] without) {
        return new Pair(
                preview.wattsAfter() - preview.wattsBefore(),
                with[0] - without[0],
                preview.tokensAfter() - preview.tokensBefore(),
                with[1] - without[1]);
    }

    /** Mean site power and output after the plant has settled. */
    private static double[] mean(String yaml, Question question, Consequence[] preview) {
        double[] sum = new double[2];
        Observer.of(yaml, END, (seen, second) -> {
            if (second == ASKED && question != null) {
                ControlAction action = question.action(seen.now());
                preview[0] = new Twin(seen.plant(), seen.latest(), seen.now()).act(action);
                seen.order(action);
            }
            if (second > SETTLED) {
                EntityId site = seen.plant().at(EntityKind.SITE, 0).id();
                sum[0] += seen.value("site.power", site) / (END - SETTLED);
                sum[1] += seen.value("site.output.rate", site) / (END - SETTLED);
            }
        });
        return sum;
    }

    /** Predicted and real load of the partner, W. */
    private static double[] lost(String yaml) {
        double[] load = new double[2];
        String fault = "faults:\n  - {fault: pdu-loss, on: PDU-B1, at: " + (ASKED + 1) + "s}\n";
        Observer.of(yaml + fault, ASKED + 40, (seen, second) -> {
            if (second == ASKED) {
                load[0] = new Twin(seen.plant(), seen.latest(), seen.now())
                        .act(new Question("", "R1-01", 1000, false).action(seen.now())).failover().stream()
                                .filter(f ->
                                        f.lost().equals(PDU_B) && f.survivor().equals(PDU_A))
                                .mapToDouble(f -> f.watts())
                                .findFirst()
                                .orElse(Double.NaN);
            }
            load[1] += second > ASKED + 20 ? seen.value("power.observed", PDU_A) / 20 : 0;
        });
        return load;
    }

    private static void print(String name, List<Pair> pairs) {
        double[] errors = pairs.stream()
                .mapToDouble(p -> Math.abs(p.watts() / p.realWatts() - 1))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s | %.2f | %.2f | %.0f %% | %.0f %% | %.0f | %.0f%n",
                name,
                pairs.stream().mapToDouble(p -> p.realWatts() / 1e3).average().orElse(0),
                pairs.stream().mapToDouble(p -> p.watts() / 1e3).average().orElse(0),
                100 * java.util.Arrays.stream(errors).average().orElse(0),
                100 * errors[errors.length - 1],
                pairs.stream().mapToDouble(Pair::realTokens).average().orElse(0),
                pairs.stream().mapToDouble(Pair::tokens).average().orElse(0));
    }
}
