package millwright.views.floor;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Font;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;
import millwright.styles.Fonts;
import millwright.styles.Token;
import millwright.views.floor.HallPlan.RackPlace;

/**
 * The names of jobs in the aisle below their racks, where no alarm stands; a line says how far a job reaches. FX thread;
 * bounded by the racks of the plan.
 */
final class JobRibbons {
    private JobRibbons() {}

    static void draw(Pen pen, MapPainter.Scene s, int line) {
        List<RackPlace> run = new ArrayList<>();
        String job = "";
        for (RackPlace rack : s.plan().racks()) {
            if (rack.line() != line) {
                continue;
            }
            String here = jobOf(s.plant(), rack);
            boolean same = !run.isEmpty() && here.equals(job);
            if (!same) {
                ribbon(pen, s, run, job);
                run.clear();
            }
            run.add(rack);
            job = here;
        }
        ribbon(pen, s, run, job);
    }

    private static void ribbon(Pen pen, MapPainter.Scene s, List<RackPlace> run, String job) {
        if (run.isEmpty() || job.isEmpty()) {
            return;
        }
        Font font = pen.look().condensed(Fonts.LABEL);
        double wide = pen.look().width(job, font);
        double y = s.camera().top(run.getFirst().line()) + s.camera().rackHeight() + 16;
        double end = s.camera().left(run.getLast()) + s.camera().rackWidth();
        int at = place(pen.look(), s, run, wide);
        double until = s.camera().left(run.getFirst());
        if (at >= 0) {
            double x = s.camera().left(run.get(at));
            x = endsLine(s, run.getLast()) ? Math.min(x, end - wide) : x;
            until = pen.text(job, font, Token.MUTED, x, y, end - x + 4) + 8;
        }
        for (RackPlace rack : run) {
            double x = s.camera().left(rack);
            if (x > until && !AisleMarks.taken(pen.look(), s, rack)) {
                pen.hline(Token.HAIR, x, x + s.camera().rackWidth(), y - 4);
            }
        }
    }

    private static boolean endsLine(MapPainter.Scene s, RackPlace rack) {
        return s.plan().racks().stream()
                .filter(r -> r.line() == rack.line())
                .reduce((_, b) -> b)
                .filter(r -> r.rackSlot() == rack.rackSlot())
                .isPresent();
    }

    /** The first rack of the run from which enough racks stand free of alarms; -1 when there is none. */
    private static int place(Look look, MapPainter.Scene s, List<RackPlace> run, double wide) {
        double pitch = run.size() > 1 ? s.camera().left(run.get(1)) - s.camera().left(run.getFirst()) : wide;
        int needed = Math.max(1, (int) Math.ceil(wide / Math.max(1, pitch)));
        int free = 0;
        for (int i = 0; i < run.size(); i++) {
            free = AisleMarks.taken(look, s, run.get(i)) ? 0 : free + 1;
            if (free >= Math.min(needed, run.size())) {
                return i - free + 1;
            }
        }
        return -1;
    }

    private static String jobOf(Plant plant, RackPlace rack) {
        if (rack.nodes().length == 0) {
            return "";
        }
        int node = plant.indexAt(EntityKind.NODE, rack.nodes()[0]);
        int[] jobs = plant.origins(RelationKind.RUNS_ON, node);
        return jobs.length == 0 ? "" : plant.entity(jobs[0]).name();
    }
}
