package millwright.desk.shell;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import millwright.desk.ClockFace;
import millwright.desk.Moments;
import millwright.desk.Trends;
import millwright.desk.ViewContext.Demand;
import millwright.desk.draw.FirstFigures;
import millwright.desk.draw.Look;
import millwright.desk.model.Acting;
import millwright.desk.model.DeskModel;
import millwright.desk.model.PickedEntity;
import millwright.desk.model.ShownTime;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Palette;
import millwright.styles.Theme;
import org.jspecify.annotations.Nullable;

/** What all parts of the window share. FX thread. */
final class ShellContext {
    /** Whose clock the desk shows. */
    enum Zone {
        SITE,
        UTC,
        LOCAL
    }

    final DeskSetup setup;
    final DeskModel model;
    final PickedEntity selection = new PickedEntity();
    final ShownTime time;
    final Acting acting;
    final Trends trends;
    final ObjectProperty<Palette> palette;
    final ObjectProperty<Zone> zone = new SimpleObjectProperty<>(Zone.SITE);
    final FirstFigures figures = new FirstFigures();
    /** What every part of the window reads, so that no two of them tell different values of one thing. */
    final Moments values;

    private long lookedIn = Long.MIN_VALUE;
    private long lookedAt;
    final ObservableValue<Look> looks;
    final double zoom;
    private @Nullable ZoneId faceZone;
    private @Nullable ZoneOffset faceOffset;
    private ClockFace face = new ClockFace(ZoneOffset.UTC, "UTC");

    /** @param refused told, in a sentence, what cannot be done */
    ShellContext(DeskSetup setup, DeskModel model, Acting acting, Consumer<String> refused) {
        this.setup = setup;
        this.model = model;
        this.acting = acting;
        this.values = new Moments(model.latest());
        this.zoom = setup.textScale();
        this.time =
                new ShownTime(model::send, refused, Times.nanos(setup.clock().instant()));
        this.trends = new Trends(model::history, Platform::runLater, 10 * Times.SECOND);
        this.palette = new SimpleObjectProperty<>(Palette.of(setup.theme()));
        this.looks = palette.map(p -> Look.of(p, 1));
    }

    /**
     * Takes the values of this beat. Plant time alone does not say when: it stands still in a paused replay, while values of
     * that instant are still coming in. Called once a frame, before anything is drawn. @param nanos of the desk's clock
     */
    void look(long now, long nanos) {
        boolean come = figures.haveCome(model.latest());
        long beat = figures.beat(now);
        if (come || beat != lookedIn || nanos - lookedAt >= figures.every()) {
            lookedIn = beat;
            lookedAt = nanos;
            values.look();
        }
    }

    Theme theme() {
        return palette.get().theme();
    }

    Demand demand(String metric, EntityKind kind) {
        return model.demand(new MetricId(metric), kind);
    }

    @Nullable
    EntityId site(Plant plant) {
        return plant.count(EntityKind.SITE) > 0 ? plant.at(EntityKind.SITE, 0).id() : null;
    }

    /** The face of the chosen zone; made anew only when the zone, or its offset at the shown time, changes. */
    ClockFace clockFace() {
        Plant plant = model.plant();
        ZoneId wanted = switch (zone.get()) {
            case UTC -> ZoneOffset.UTC;
            case LOCAL -> ZoneId.systemDefault();
            case SITE ->
                plant.count(EntityKind.SITE) > 0
                                && plant.at(EntityKind.SITE, 0) instanceof Entity.Site(var _, var _, ZoneId site)
                        ? site
                        : ZoneOffset.UTC;
        };
        ZoneOffset offset = wanted.getRules().getOffset(Times.instant(time.now()));
        if (!wanted.equals(faceZone) || !offset.equals(faceOffset)) {
            faceZone = wanted;
            faceOffset = offset;
            face = new ClockFace(wanted, label(offset));
        }
        return face;
    }

    private static String label(ZoneOffset offset) {
        int minutes = offset.getTotalSeconds() / 60;
        if (minutes == 0) {
            return "UTC";
        }
        String hours = (minutes > 0 ? "+" : "−") + Math.abs(minutes) / 60;
        return "UTC" + hours + (minutes % 60 == 0 ? "" : ":%02d".formatted(Math.abs(minutes) % 60));
    }

    /** The metrics that the window's own parts need. */
    List<Demand> ownDemands() {
        return List.of(
                demand("site.output.rate", EntityKind.SITE),
                demand("site.output.expected", EntityKind.SITE),
                demand("site.efficiency", EntityKind.SITE),
                demand("site.power", EntityKind.SITE),
                demand("power.observed", EntityKind.UTILITY),
                demand("site.power.limit", EntityKind.SITE),
                demand("site.pue", EntityKind.SITE),
                demand("site.thermal.headroom", EntityKind.SITE),
                demand("site.gpus", EntityKind.SITE),
                demand("site.gpus.useful", EntityKind.SITE));
    }
}
