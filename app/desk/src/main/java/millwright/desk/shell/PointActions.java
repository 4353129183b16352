package millwright.desk.shell;

import java.util.List;
import java.util.Map;
import millwright.desk.draw.PointWords;
import millwright.feed.ControlAction;
import millwright.feed.WritablePoints;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;

/** Points of an entity that its source lets the desk ask for. Names on any thread; {@link #open} on the FX thread. */
final class PointActions {
    /** @param shownBy where it shows that the source follows */
    record Offer(EntityId entity, MetricId metric, MetricId shownBy) {
        String title() {
            return "Request " + PointWords.name(metric) + " …";
        }
    }

    private PointActions() {}

    static List<Offer> of(Plant plant, EntityId entity) {
        Map<String, MetricId> points = WritablePoints.of(plant.nativeIds(entity));
        return points.entrySet().stream()
                .filter(e -> Catalogue.standard().find(e.getKey()).isPresent())
                .map(e -> new Offer(entity, new MetricId(e.getKey()), e.getValue()))
                .toList();
    }

    /** The value as the source shows it; NaN while it shows none. */
    static double shown(ShellContext context, EntityId entity, MetricId metric) {
        Plant plant = context.model.plant();
        int index = plant.indexOf(entity);
        if (index < 0) {
            return Double.NaN;
        }
        Latest values = context.values.latest(metric, plant.entity(index).kind());
        int slot = plant.slotOf(index);
        return values.ok(slot) ? values.values()[slot] : Double.NaN;
    }

    /** Opens the dialog: a state as it is not yet, a number as it stands. */
    static void open(ShellContext context, Offer offer) {
        double shown = shown(context, offer.entity(), offer.shownBy());
        ControlAction action =
                context.acting.ask(List.of(offer.entity()), offer.metric(), start(offer.metric(), shown), "");
        context.acting.openDialog(action);
    }

    /** @param shown what the source shows; NaN while it shows nothing */
    static double start(MetricId metric, double shown) {
        if (PointWords.isState(metric)) {
            return shown == 1 ? 0 : 1;
        }
        Metric of = Catalogue.standard().get(metric);
        return of.isPlausible(shown) ? shown : Math.rint((of.lowest() + of.highest()) / 2);
    }
}
