package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.feed.LinkState;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.styles.AlarmShapes;
import org.jspecify.annotations.Nullable;

/** The bar over every screen, 56 px high; drawn, with real buttons over what can be pressed. FX thread. */
final class TopBar extends Drawn {
    static final double HEIGHT = 56;

    private final ShellContext context;
    private final KpiReader reader;
    private final AlarmCounts counts = new AlarmCounts();
    private final Button mark = spot("Menu of the desk");
    private final Button clock = spot("Plant clock; switches between site, UTC and local time");
    private final List<Button> alarms = new ArrayList<>();
    private List<Kpi> kpis = List.of();
    private long kpisAt = Long.MIN_VALUE;
    private long trendsAt = -1;
    private long told = -1;
    private LinkState.@Nullable Condition drawnLink;
    private String where = "";
    private String place = "";
    private @Nullable EntityId placed;
    private long placedRevision = -1;

    TopBar(ShellContext context, Runnable openAlarms, ContextMenu menu) {
        super(context.looks, context.zoom);
        this.context = context;
        this.reader = new KpiReader(context);
        getStyleClass().add("top-bar-drawn");
        mark.setOnAction(_ -> menu.show(mark, javafx.geometry.Side.BOTTOM, 8, 0));
        clock.setOnAction(_ -> nextZone());
        for (int p = 0; p < AlarmCounts.PRIORITIES; p++) {
            Button button = spot("alarms");
            button.setOnAction(_ -> openAlarms.run());
            alarms.add(button);
        }
        getChildren().addAll(mark, clock);
        getChildren().addAll(alarms);
    }

    private static Button spot(String name) {
        Button button = new Button();
        button.getStyleClass().addAll("quiet", "spot");
        button.setAccessibleText(name);
        button.setManaged(false);
        return button;
    }

    AlarmCounts counts() {
        return counts;
    }

    void nextZone() {
        ShellContext.Zone[] zones = ShellContext.Zone.values();
        context.zone.set(zones[(context.zone.get().ordinal() + 1) % zones.length]);
    }

    /** Figures in their beats or when something changed; screens that repeat them do so in the same beats. */
    void beat(Situation situation, long now) {
        boolean changed = counts.count(situation) || told != context.values.version();
        LinkState.Condition link = situation.link().condition();
        long second = context.figures.beat(now);
        if (second != kpisAt || changed || link != drawnLink || trendsAt != context.trends.version()) {
            drawnLink = link;
            kpisAt = second;
            told = context.values.version();
            trendsAt = context.trends.version();
            kpis = reader.read(situation, now);
            breadcrumb(situation.plant());
            describe();
            repaint();
        }
    }

    private void breadcrumb(Plant plant) {
        EntityId selected = context.selection.selected().get();
        if (java.util.Objects.equals(selected, placed) && placedRevision == plant.revision()) {
            return;
        }
        placed = selected;
        placedRevision = plant.revision();
        List<String> path = Names.path(plant, selected != null ? selected : context.site(plant));
        if (path.size() == 1 && path.getFirst().equals(Names.kind(EntityKind.SITE))) {
            where = "";
            place = "Site overview";
        } else if (path.size() <= 1) {
            where = path.isEmpty() ? "" : path.getFirst();
            place = path.isEmpty() ? "No plant yet" : "Site overview";
        } else {
            int upper = Math.max(1, path.size() - 2);
            where = String.join(" / ", path.subList(0, upper));
            place = String.join(" › ", path.subList(upper, path.size()));
        }
    }

    private void describe() {
        for (int p = 0; p < AlarmCounts.PRIORITIES; p++) {
            alarms.get(p)
                    .setAccessibleText(
                            counts.unknown(p)
                                    ? AlarmShapes.word(p + 1) + " alarms: not judged; opens the list"
                                    : Count.of(counts.all(p), AlarmShapes.word(p + 1) + " alarm") + ", "
                                            + counts.unacknowledged(p) + " not acknowledged; opens the list");
        }
        StringBuilder text = new StringBuilder("Plant figures: ");
        kpis.forEach(k ->
                text.append(k.label()).append(' ').append(k.value().joined()).append(", "));
        setAccessibleText(text.toString());
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        TopBarPainter.Places at = TopBarPainter.Places.of(w);
        Situation situation = context.model.situation();
        ClockFace face = context.clockFace();
        long now = context.time.now();
        TopBarPainter.ground(pen, at, w, h);
        TopBarPainter.breadcrumb(pen, at, where, place);
        WorldState world = WorldState.of(situation, face, context.model.heardAt());
        TopBarPainter.state(pen, at, world, situation.replay() ? "" : Figures.age(age(situation, now)));
        String date =
                face.date(now) + "  " + face.label() + (context.zone.get() == ShellContext.Zone.LOCAL ? " local" : "");
        TopBarPainter.clock(pen, at, face.seconds(now), date);
        TopBarPainter.kpis(pen, at, kpis);
        TopBarPainter.alarms(pen, at, counts);
        TopBarPainter.operator(pen, at, context.setup.operator(), role(situation), w);
    }

    /** What the gateway lets this desk do; what the desk was opened with where it does not say. */
    String role(Situation situation) {
        return switch (situation.link().role()) {
            case "watch" -> "may watch only";
            case "operate" -> "may operate";
            case "approve" -> "may approve";
            default -> context.setup.role();
        };
    }

    /** Of the plant's newest values: while every source is silent, that its gateway spoke just now says nothing of them. */
    private static long age(Situation situation, long now) {
        SilentSources sources = SilentSources.of(situation);
        boolean since = sources.everyOne() && sources.since() > 0;
        return since ? Math.max(situation.age(), now - sources.since()) : situation.age();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double z = zoom();
        TopBarPainter.Places at = TopBarPainter.Places.of(getWidth() / z);
        mark.resizeRelocate(4 * z, 4 * z, 56 * z, 48 * z);
        clock.resizeRelocate((at.clock() - 6) * z, 6 * z, (at.kpis() - at.clock() - 8) * z, 44 * z);
        for (int p = 0; p < alarms.size(); p++) {
            alarms.get(p).resizeRelocate((at.alarms() + p * 52 - 3) * z, 6 * z, 50 * z, 44 * z);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT * zoom();
    }
}
