package millwright.desk.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import millwright.desk.Navigation;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Targets;
import millwright.desk.model.Acting;
import millwright.feed.Alarm;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.JobOrder;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/** Buttons for what can be done to the selection, each with what it costs. FX thread. */
final class InspectorActions extends VBox {
    private static final String NOTHING = "nothing at once";
    private static final String UNKNOWN = "cost not known";
    private static final double SAME = 1e-6;

    private final ShellContext context;
    private final Navigation navigation;
    private final Proposals proposals;
    private String built = "";
    private final Map<String, CompletionStage<Preview>> reliefs = new HashMap<>();
    private String reliefOf = "";

    InspectorActions(ShellContext context, Navigation navigation) {
        super(4);
        this.context = context;
        this.navigation = navigation;
        this.proposals = new Proposals(context);
        setPadding(new Insets(8, 16, 12, 16));
    }

    /** @param chosen what is acted on, all of it together @param incident what is read about, or null */
    void show(Situation situation, List<EntityId> chosen, @Nullable Incident incident, boolean moved) {
        EntityId entity = chosen.size() == 1 ? chosen.getFirst() : null;
        List<String> open = unacknowledged(situation, chosen, incident);
        List<PointActions.Offer> points = entity == null ? List.of() : PointActions.of(situation.plant(), entity);
        String wanted = chosen + "/" + (incident == null ? "" : incident.id()) + "/" + open.size() + "/" + points + "/"
                + context.selection.selected().get() + "/"
                + incidentOf(situation, entity).map(Incident::id) + "/"
                + proposals.drained(situation, Targets.of(situation.plant(), chosen)) + "/"
                + situation.link().role();
        if (!moved && wanted.equals(built)) {
            return;
        }
        built = wanted;
        reliefOf = moved ? "" : reliefOf;
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
        if (!watches) {
            control(situation, chosen, buttons);
            if (entity != null) {
                steer(situation.plant(), entity, buttons);
            }
        }
        below(situation.plant(), entity, watches, buttons);
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
            Situation situation, List<EntityId> chosen, @Nullable Incident incident) {
        Stream<Finding> findings = chosen.isEmpty() && incident != null
                ? incident.findings().stream().map(situation.findings()::get).filter(java.util.Objects::nonNull)
                : Upstream.within(situation, chosen).stream();
        return findings.map(Finding::id)
                .distinct()
                .filter(id -> {
                    Alarm alarm = situation.alarms().get(id);
                    return alarm != null && alarm.state().open();
                })
                .toList();
    }

    private void control(Situation situation, List<EntityId> chosen, List<Node> buttons) {
        Plant plant = situation.plant();
        Targets targets = Targets.of(plant, chosen);
        boolean drained = proposals.drained(situation, targets);
        for (Proposals.Offer offer : proposals.of(plant, targets)) {
            Label cost = new Label(offer.key().equals("resume") ? "" : "preview first");
            if (offer.key().equals("drain")) {
                cost.setText("…");
                tell(context.acting.preview(offer.action().get()), cost, text -> atOnce(text) ? text : freed(targets));
            }
            if (drained || !offer.key().equals("resume")) {
                buttons.add(Inspector.button(
                        offer.title() + " …",
                        cost,
                        () -> context.acting.openDialog(offer.action().get())));
            }
        }
    }

    /** What would relieve a device: the same for all racks that hang on it, with what the gateway's twin says of it. */
    private void below(Plant plant, @Nullable EntityId entity, boolean watches, List<Node> buttons) {
        int index = entity == null ? -1 : plant.indexOf(entity);
        if (index < 0 || !Below.carries(plant.entity(index).kind())) {
            return;
        }
        List<EntityId> racks = Below.racks(plant, index);
        Targets targets = Targets.of(plant, racks);
        for (Proposals.Offer offer : watches ? List.<Proposals.Offer>of() : proposals.relief(plant, targets)) {
            Label cost = new Label("…");
            relief(entity + "/" + plant.revision(), offer, cost);
            buttons.add(Inspector.button(
                    offer.title() + " …",
                    cost,
                    () -> context.acting.openDialog(offer.action().get())));
        }
        if (!racks.isEmpty() && navigation.views().contains("floor")) {
            buttons.add(Inspector.button("Show on floor", new Label(Figures.count(racks.size(), "rack")), () -> {
                context.selection.selectTogether(racks);
                navigation.open("floor");
            }));
        }
    }

    /** Asked once for each revision: the buttons are made anew with every alarm, and a twin of a hall is slow. */
    private void relief(String of, Proposals.Offer offer, Label cost) {
        if (!of.equals(reliefOf)) {
            reliefOf = of;
            reliefs.clear();
        }
        tell(
                reliefs.computeIfAbsent(
                        offer.key(), _ -> context.acting.preview(offer.action().get())),
                cost,
                UnaryOperator.identity());
    }

    /** What a scheduler can be told about the job as it stands: a waiting one is held or released, a running one requeued. */
    private void steer(Plant plant, EntityId job, List<Node> buttons) {
        int index = plant.indexOf(job);
        boolean known = index >= 0
                && plant.entity(index).kind() == EntityKind.JOB
                && plant.nativeIds(job).containsKey("slurm.user");
        if (!known) {
            return;
        }
        String state = plant.nativeIds(job).getOrDefault("slurm.state", "");
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

    /** @param words of what it costs */
    private static void tell(CompletionStage<Preview> asked, Label cost, UnaryOperator<String> words) {
        asked.whenComplete((preview, problem) -> Platform.runLater(() -> {
            cost.setText(words.apply(preview == null ? "no preview" : cost(preview)));
        }));
    }

    private static boolean atOnce(String cost) {
        return !cost.equals(NOTHING) && !cost.equals(UNKNOWN);
    }

    private String freed(Targets targets) {
        Plant plant = context.model.plant();
        double watts = 0;
        for (EntityId chosen : targets.chosen()) {
            int index = plant.indexOf(chosen);
            EntityKind kind = index < 0 ? EntityKind.NODE : plant.entity(index).kind();
            MetricId power = new MetricId(kind == EntityKind.RACK ? "rack.power" : "node.power");
            Latest latest = context.model.latest().latest(power, kind);
            watts += index < 0 ? Double.NaN : drawn(latest, plant.slotOf(index));
        }
        return freed(watts);
    }

    /** W, NaN where it is not known now. */
    static double drawn(Latest power, int slot) {
        return slot < power.size() && power.ok(slot) ? power.values()[slot] : Double.NaN;
    }

    /**
     * Of what is drawn now, what idle nodes do not need is free when the jobs have ended: no more than all of it.
     *
     * @param watts of all targets, NaN when that of any is not known
     */
    static String freed(double watts) {
        return Double.isNaN(watts)
                ? "later, watts not known"
                : "up to " + Figures.of(watts, "W").joined() + ", later";
    }

    static String cost(Preview preview) {
        double tokens = change(preview.tokensBefore(), preview.tokensAfter());
        double watts = change(preview.wattsBefore(), preview.wattsAfter());
        if (watts == 0 && (tokens == 0 || Double.isNaN(tokens))) {
            return NOTHING;
        }
        if (Double.isNaN(watts) && (tokens == 0 || Double.isNaN(tokens))) {
            return UNKNOWN;
        }
        List<String> parts = new ArrayList<>();
        if (Double.isFinite(tokens)) {
            parts.add(Figures.signed(tokens, "{token}/s").joined());
        }
        if (Double.isFinite(watts)) {
            parts.add(Figures.signed(watts, "W").joined());
        }
        return String.join(", ", parts);
    }

    /** Two sums of the same values differ in their last digits: that is no change. NaN when either is not known. */
    private static double change(double before, double after) {
        double change = after - before;
        return Math.abs(change) <= SAME * Math.max(Math.abs(before), Math.abs(after)) ? 0 : change;
    }
}
