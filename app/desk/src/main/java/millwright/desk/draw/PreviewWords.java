package millwright.desk.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/** What would follow, line by line: the same for who proposes and for who approves. Stateless. */
public final class PreviewWords {
    private static final int MOST_FAILOVERS = 3;
    private static final int MOST_JOBS = 4;

    private PreviewWords() {}

    /** @param wrong what refuses it or is beyond a limit */
    public record Line(String name, String text, boolean wrong) {}

    /** What refuses it, what binds, what carries on when a feeder is lost, what changes, whom it hits, what was checked. */
    public static List<Line> lines(Plant plant, Preview p) {
        List<Line> lines = new ArrayList<>();
        for (Preview.Verdict verdict : p.guards()) {
            if (!verdict.passed()) {
                lines.add(new Line("REFUSED  " + verdict.guard(), verdict.text(), true));
            }
        }
        Preview.Binding binding = p.binding();
        if (binding != null) {
            lines.add(new Line("First limit that binds", binding(plant, binding), binding.shortfall() > 0));
        }
        failover(plant, p.failover(), lines);
        lines.add(new Line("Power", watts(p.wattsBefore()) + " → " + watts(p.wattsAfter()), false));
        lines.add(new Line("Output tokens", tokens(p.tokensBefore()) + " → " + tokens(p.tokensAfter()), false));
        lines.add(new Line("Jobs hit", jobs(plant, p.jobsHit()), false));
        lines.add(new Line("Guards passed", passed(p), false));
        lines.add(new Line("Assumes", p.assumption().isEmpty() ? "the load stays as it is" : p.assumption(), false));
        return lines;
    }

    /** The fullest first: what is left out is emptier than what is said. */
    private static void failover(Plant plant, List<Preview.Failover> failover, List<Line> lines) {
        List<Preview.Failover> fullest = failover.stream()
                .sorted(Comparator.comparingDouble((Preview.Failover f) -> -fill(f)))
                .toList();
        for (Preview.Failover f : fullest.subList(0, Math.min(MOST_FAILOVERS, fullest.size()))) {
            double over = f.watts() - f.limit();
            lines.add(new Line(
                    "If " + EntityWords.name(plant, f.lost()) + " is lost",
                    EntityWords.name(plant, f.survivor()) + " carries " + watts(f.watts()) + " of " + watts(f.limit())
                            + (over > 0 ? ", short by " + watts(over) : ""),
                    over > 0));
        }
        if (fullest.size() > MOST_FAILOVERS) {
            int more = fullest.size() - MOST_FAILOVERS;
            lines.add(new Line("", Figures.count(more, "other feeder") + " lost would fill less", false));
        }
    }

    private static double fill(Preview.Failover f) {
        double fill = f.watts() / f.limit();
        return Double.isNaN(fill) ? -1 : fill;
    }

    private static String jobs(Plant plant, List<EntityId> jobs) {
        String first = jobs.stream()
                .limit(MOST_JOBS)
                .map(j -> EntityWords.name(plant, j))
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        return first + (jobs.size() > MOST_JOBS ? " and " + (jobs.size() - MOST_JOBS) + " more" : "");
    }

    /** What was checked and found in order; what each said matters only when somebody asks how far it is from refusing. */
    private static String passed(Preview p) {
        List<Preview.Verdict> passed =
                p.guards().stream().filter(Preview.Verdict::passed).toList();
        return passed.size() + " of " + p.guards().size() + ": "
                + passed.stream()
                        .map(v -> v.guard() + " (" + v.text() + ")")
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("none");
    }

    /** Where a limit binds, how far it is filled, and what a cap may be at most; what is left over is rounded down. */
    public static String binding(Plant plant, Preview.Binding b) {
        int index = plant.indexOf(b.ancestor());
        boolean board = index >= 0 && plant.entity(index).kind() == EntityKind.GPU;
        String unit = board ? Figures.BOARD_WATTS : "W";
        String over = b.shortfall() > 0
                ? ", short by " + Figures.of(b.shortfall(), unit).joined()
                : "";
        return EntityWords.name(plant, b.ancestor()) + ": "
                + Figures.of(b.watts(), unit).joined() + " of "
                + Figures.of(b.limit(), unit).joined() + " (" + b.origin() + ")" + over + fits(b.largestThatFits());
    }

    private static String fits(double watts) {
        if (Double.isNaN(watts)) {
            return "";
        }
        return watts > 0
                ? "; " + Figures.of(Math.floor(watts), Figures.BOARD_WATTS).joined() + " per GPU would fit"
                : "; no cap that the boards take would fit";
    }

    private static String watts(double w) {
        return Figures.of(w, "W").joined();
    }

    private static String tokens(double t) {
        return Figures.of(t, "{token}/s").joined();
    }
}
