package millwright.desk.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import millwright.desk.Navigation;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.desk.model.Acting;
import millwright.feed.Alarm;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.JobOrder;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/** Buttons for what can be done to the selection, each with what it costs. FX thread. */
final class InspectorActions extends VBox {
    private static final String NOTHING = "nothing at once";

    private static final double CAP_SHARE = 0.85;

    private final ShellContext context;
    private final Navigation navigation;
    private String built = "";

    InspectorActions(ShellContext context, Navigation navigation) {
        super(4);
        this.context = context;
        this.navigation = navigation;
        setPadding(new Insets(8, 16, 12, 16));
    }

    void show(Situation situation, @Nullable EntityId entity, @Nullable Incident incident, boolean moved) {
        List<String> open = unacknowledged(situation, entity, incident);
        List<PointActions.Offer> points = entity == null ? List.of() : PointActions.of(situation.plant(), entity);
        String wanted = entity + "/" + (incident == null ? "" : incident.id()) + "/" + open.size() + "/" + points + "/"
                + context.selection.selected().get() + "/"
                + incidentOf(situation, entity).map(Incident::id) + "/"
                + situation.link().role();
        if (!moved && wanted.equals(built)) {
            return;
        }
        built = wanted;
        List<Node> buttons = new ArrayList<>();
        boolean watches = situation.link().watchesOnly();
        Label title = new Label(watches ? "ACTIONS: YOUR ROLE IS WATCH" : "ACTIONS");
        title.getStyleClass().add("caps-title");
        buttons.add(title);
        if (!open.isEmpty() && !watches) {
            buttons.add(Inspector.button(
                    "Acknowledge " + Figures.whole(open.size()) + (open.size() > Acting.FEW ? " …" : ""),
                    new Label(open.size() > Acting.FEW ? "hold to confirm" : "holds the blink"),
                    () -> context.acting.acknowledge(open)));
        }
        theOther(situation, entity, incident, buttons);
        if (entity != null && !watches) {
            control(situation, entity, buttons);
        }
        for (PointActions.Offer offer : watches ? List.<PointActions.Offer>of() : points) {
            buttons.add(Inspector.button(
                    offer.title(), new Label("preview first"), () -> PointActions.open(context, offer)));
        }
        if (navigation.views().contains("timeline")) {
            buttons.add(Inspector.button("Open timeline", new Label(""), () -> {
                incidentOf(situation, entity).ifPresent(i -> context.selection.selectIncident(i.id()));
                navigation.open("timeline");
            }));
        }
        getChildren().setAll(buttons);
    }

    /** From what happened to where, and back: what is not read about now is one click away. */
    private void theOther(
            Situation situation, @Nullable EntityId entity, @Nullable Incident incident, List<Node> buttons) {
        if (entity != null) {
            incidentOf(situation, entity)
                    .ifPresent(i -> buttons.add(Inspector.button(
                            "Incident " + i.id(), new Label("why"), () -> context.selection.selectIncident(i.id()))));
            return;
        }
        EntityId selected = context.selection.selected().get();
        EntityId where =
                selected != null || incident == null || incident.causes().isEmpty()
                        ? selected
                        : incident.causes().getFirst().entity();
        if (incident != null && where != null && situation.plant().indexOf(where) >= 0) {
            buttons.add(Inspector.button(
                    "Values of " + Names.name(situation.plant(), where),
                    new Label("where"),
                    () -> context.selection.select(where)));
        }
    }

    /** The newest open incident that names the entity as cause or has a finding on it. */
    private static Optional<Incident> incidentOf(Situation situation, @Nullable EntityId entity) {
        return situation.incidents().values().stream()
                .filter(Incident::open)
                .filter(i -> i.causes().stream().anyMatch(c -> c.entity().equals(entity))
                        || i.findings().stream()
                                .map(situation.findings()::get)
                                .anyMatch(f -> f != null && f.entity().equals(entity)))
                .max(Comparator.comparingLong(Incident::opened));
    }

    private static List<String> unacknowledged(
            Situation situation, @Nullable EntityId entity, @Nullable Incident incident) {
        Plant plant = situation.plant();
        int index = entity == null ? -1 : plant.indexOf(entity);
        List<Finding> findings = index >= 0
                ? Upstream.of(situation, index).here()
                : incident == null
                        ? List.of()
                        : incident.findings().stream()
                                .map(situation.findings()::get)
                                .filter(java.util.Objects::nonNull)
                                .toList();
        return findings.stream()
                .map(Finding::id)
                .filter(id -> {
                    Alarm alarm = situation.alarms().get(id);
                    return alarm != null && AlarmCounts.open(alarm.state());
                })
                .toList();
    }

    private void control(Situation situation, EntityId entity, List<Node> buttons) {
        Plant plant = situation.plant();
        int index = plant.indexOf(entity);
        int target = index;
        if (plant.entity(index).kind() == EntityKind.GPU) {
            target = plant.ancestor(index, EntityKind.NODE);
        }
        if (target < 0) {
            return;
        }
        EntityKind kind = plant.entity(target).kind();
        if (kind == EntityKind.JOB && plant.nativeIds(entity).containsKey("slurm.user")) {
            steer(entity, plant.nativeIds(entity).getOrDefault("slurm.state", ""), buttons);
        }
        if (kind != EntityKind.RACK && kind != EntityKind.NODE) {
            return;
        }
        EntityId id = plant.entity(target).id();
        String what = kind == EntityKind.RACK ? "rack" : "node";
        List<EntityId> nodes = new ArrayList<>();
        for (int node : plant.within(target, EntityKind.NODE)) {
            nodes.add(plant.entity(node).id());
        }
        ControlAction drain = context.acting.drain(nodes, "");
        Label cost = new Label("…");
        int drained = target;
        ask(drain, cost, () -> freed(plant, drained));
        buttons.add(Inspector.button("Drain " + what + " …", cost, () -> context.acting.openDialog(drain)));
        buttons.add(Inspector.button(
                "Set power limit …",
                new Label("preview first"),
                () -> context.acting.openDialog(context.acting.cap(List.of(id), capFor(plant, nodes), ""))));
        buttons.add(Inspector.button(
                "Set MAX-Q profile …",
                new Label("preview first"),
                () -> context.acting.openDialog(context.acting.profile(List.of(id), InBandProfile.MAX_Q, ""))));
        boolean isDrained = situation.actions().values().stream()
                .anyMatch(a -> a.action() instanceof ControlAction.Drain
                        && a.action().targets().containsAll(nodes));
        if (!isDrained) {
            return;
        }
        buttons.add(Inspector.button(
                "Resume " + what + " …",
                new Label(""),
                () -> context.acting.openDialog(context.acting.resume(nodes, ""))));
    }

    /** What a scheduler can be told about the job as it stands: a waiting one is held or released, a running one requeued. */
    private void steer(EntityId job, String state, List<Node> buttons) {
        boolean waits = state.contains("PENDING");
        List<JobOrder> orders = !waits
                ? List.of(JobOrder.REQUEUE, JobOrder.CANCEL)
                : state.contains("JobHeld")
                        ? List.of(JobOrder.RELEASE, JobOrder.CANCEL)
                        : List.of(JobOrder.HOLD, JobOrder.CANCEL);
        for (JobOrder order : orders) {
            buttons.add(Inspector.button(
                    ActionWords.order(order) + " job …",
                    new Label("preview first"),
                    () -> context.acting.openDialog(context.acting.steer(List.of(job), order, ""))));
        }
    }

    /** @param later what follows in time, where nothing changes at once */
    private void ask(ControlAction action, Label cost, Supplier<String> later) {
        context.acting
                .preview(action)
                .whenComplete((preview, problem) -> Platform.runLater(() -> {
                    String text = preview == null ? "no preview" : cost(preview);
                    cost.setText(text.equals(NOTHING) ? later.get() : text);
                }));
    }

    private String freed(Plant plant, int target) {
        EntityKind kind = plant.entity(target).kind();
        MetricId power = new MetricId(kind == EntityKind.RACK ? "rack.power" : "node.power");
        return freed(context.model.latest().latest(power, kind), plant.slotOf(target));
    }

    /** Of what is drawn now, what idle nodes do not need is free when the jobs have ended: no more than all of it. */
    static String freed(Latest power, int slot) {
        if (slot >= power.size()) {
            return NOTHING;
        }
        return power.ok(slot)
                ? "up to " + Figures.of(power.values()[slot], "W").joined() + ", later"
                : "later, watts not known";
    }

    static String cost(Preview preview) {
        double tokens = preview.tokensAfter() - preview.tokensBefore();
        double watts = preview.wattsAfter() - preview.wattsBefore();
        if (tokens == 0 && watts == 0 || Double.isNaN(tokens) && watts == 0 || tokens == 0 && Double.isNaN(watts)) {
            return NOTHING;
        }
        List<String> parts = new ArrayList<>();
        if (Double.isFinite(tokens)) {
            parts.add(Figures.signed(tokens, "{token}/s").joined());
        }
        if (Double.isFinite(watts)) {
            parts.add(Figures.signed(watts, "W").joined());
        }
        return parts.isEmpty() ? "cost unknown" : String.join(", ", parts);
    }

    /** 85 % of what the GPUs may draw now; 850 W when nobody says. */
    private double capFor(Plant plant, List<EntityId> nodes) {
        Latest limits = context.model.latest().latest(new MetricId("gpu.power.limit"), EntityKind.GPU);
        for (EntityId node : nodes) {
            for (int gpu : plant.within(plant.indexOf(node), EntityKind.GPU)) {
                int slot = plant.slotOf(gpu);
                if (limits.ok(slot)) {
                    return Math.rint(limits.values()[slot] * CAP_SHARE / 10) * 10;
                }
            }
        }
        return 850;
    }
}
