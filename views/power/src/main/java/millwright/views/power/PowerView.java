package millwright.views.power;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Moments;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Look;
import millwright.plant.CsvLine;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Symbol;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.Pace;
import millwright.views.kit.RowTable;
import millwright.views.kit.Silent;
import millwright.views.kit.TitleRule;
import org.jspecify.annotations.Nullable;

/**
 * The power screen: the tree, the envelope and what binds. FX thread; draws at most four times a second, all parts of one reading; the
 * table re-sorts at most every 2 s and never under the pointer.
 */
final class PowerView implements View {
    private static final long RESORT_EVERY = 2 * Times.SECOND;

    private static final String NO_TREE =
            "No source names a utility, switchboard or PDU yet: meters and PDUs (modbus, snmp,"
                    + " redfish, mqtt) and an inventory (netbox) do.";
    private static final String METERED = "power at the meter by use, limit solid, committed dashed";

    /** Height below which the screen tells less, px at text scale 1. */
    private static final double LOW = 640;
    /** From here on the diagram grows with the screen, px at text scale 1: what 1600x900 gives it, and a little. */
    private static final double WIDE = 1250;

    private static final double HIGH = 780;
    private static final double MOST_GROWN = 1.6;

    private final ViewContext context;
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    private final LegendRule head;
    private final TitleRule bindsHead;
    private final OneLine oneLine;
    private final Label proof = new Label();
    private final Label halls = new Label();
    private final Label note = new Label();
    private final TitleRule envelopeHead;
    private final Envelope envelope;
    private final RowTable<Constraint> table;
    private final LossCard loss;
    private final EmptyState empty = new EmptyState(Symbol.POWER, "No power tree", NO_TREE);
    private final EmptyState unlimited = new EmptyState(
            Symbol.POWER,
            "No limit is known",
            "Ratings, breakers, contracts and load targets of the plant's configuration bind here.");
    private final VBox column = new VBox(8);
    private final StackPane root = new StackPane();
    private Watts unit = Watts.of(0);
    private Diagram diagram = new Diagram(List.of(), List.of());
    private Rooms rooms = Rooms.NONE;
    private long revision = -1;
    private final Pace sorted = new Pace(RESORT_EVERY);
    private final Pace drawn = new Pace(Times.SECOND / 4);
    /** Before the first values came, the table is made anew with every pulse. */
    private boolean judged;

    private long told = -1;

    private @Nullable EntityId marked;

    PowerView(ViewContext context) {
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        head = new LegendRule(looks);
        bindsHead = new TitleRule(looks, "What binds", "smallest headroom first");
        oneLine = new OneLine(looks, id -> context.selection().select(id));
        CopyMenu.install(oneLine, "power tree", oneLine::csv, context);
        envelopeHead = new TitleRule(looks, "Site envelope", METERED);
        envelope = new Envelope(context, looks);
        table = new RowTable<Constraint>(looks, new ConstraintColumns(() -> unit).all(), 26)
                .key(Constraint::key)
                .onSelect(c -> context.selection().select(c.entity()))
                .onOpen(c -> context.navigation().open("floor", c.entity()));
        loss = new LossCard(context);
        build(looks);
        demand();
    }

    private void build(ObservableValue<Look> looks) {
        proof.getStyleClass().add("small");
        halls.getStyleClass().add("small");
        table.setAccessibleText("What binds: constraints by headroom. Arrows move, Enter shows the place.");
        CopyMenu.install(table, "constraints", this::csv, context);
        VBox left = new VBox(8, envelopeHead, envelope.pane());
        note.setText("Headroom = limit − max(observed, committed, failover); for a lower limit, observed − limit.");
        note.getStyleClass().add("small");
        StackPane binds = new StackPane(table, unlimited);
        unlimited.setVisible(false);
        VBox.setVgrow(binds, Priority.ALWAYS);
        VBox right = new VBox(4, bindsHead, binds, note, loss);
        VBox.setVgrow(envelope.pane(), Priority.ALWAYS);
        table.setMinHeight(80);
        GridPane lower = new GridPane(24, 0);
        lower.addRow(0, left, right);
        for (int share : new int[] {48, 52}) {
            ColumnConstraints part = new ColumnConstraints();
            part.setPercentWidth(share);
            lower.getColumnConstraints().add(part);
        }
        for (VBox part : List.of(left, right)) {
            GridPane.setVgrow(part, Priority.ALWAYS);
            part.setMinHeight(0);
        }
        VBox.setVgrow(lower, Priority.ALWAYS);
        column.getChildren().addAll(head, oneLine, new FlowPane(24, 2, proof, halls), lower);
        empty.setVisible(false);
        root.getStyleClass().add("view");
        root.setPadding(new Insets(8, 16, 16, 16));
        root.getChildren().addAll(column, empty);
        root.heightProperty().subscribe(_ -> fit(looks.getValue()));
        root.widthProperty().subscribe(_ -> fit(looks.getValue()));
    }

    /** A low window tells less; in a large one the diagram grows with it. */
    private void fit(Look look) {
        double high = root.getHeight() / look.textScale();
        double wide = root.getWidth() / look.textScale();
        boolean low = high < LOW;
        oneLine.compact(low);
        loss.compact(low);
        note.setVisible(!low);
        note.setManaged(!low);
        oneLine.grow(Math.clamp(Math.min(wide / WIDE, high / HIGH), 1, MOST_GROWN));
    }

    private void demand() {
        for (EntityKind kind : EntityKind.values()) {
            if (kind.isPower()) {
                for (MetricId metric :
                        List.of(Loads.OBSERVED, Loads.COMMITTED, Loads.PROVISIONED, Loads.FAILOVER, Loads.LOSS)) {
                    want(metric, kind);
                }
            }
        }
        for (String metric : List.of("rack.power", "rack.power.committed")) {
            want(new MetricId(metric), EntityKind.RACK);
        }
        for (String metric : List.of("cooling.heat", "cooling.flow")) {
            want(new MetricId(metric), EntityKind.CDU);
        }
        for (String part :
                List.of("", ".limit", ".committed", ".inference", ".training", ".other", ".cooling", ".loss")) {
            want(new MetricId("site.power" + part), EntityKind.SITE);
        }
    }

    private void want(MetricId metric, EntityKind kind) {
        demands.add(context.demand(metric, kind));
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        Plant plant = context.situation().plant();
        if (plant.revision() != revision) {
            revision = plant.revision();
            diagram = Diagram.of(plant);
            rooms = Rooms.of(plant);
            sorted.again();
            drawn.again();
            judged = false;
        }
        boolean none = diagram.tiers().isEmpty();
        empty.setVisible(none);
        column.setVisible(!none);
        if (none) {
            empty.how(NO_TREE + Silent.words(context.situation()));
            return;
        }
        Moments moments = context.moments();
        EntityId chosen = context.selection().selected().get();
        boolean moved = chosen == null ? marked != null : !chosen.equals(marked);
        if (moved || drawn.isDue(now) || told != moments.version()) {
            drawn.drawn(now);
            told = moments.version();
            Loads loads = new Loads(context, moments, now);
            draw(loads, chosen, moments.instant());
            boolean sort = !judged || sorted.isDue(now) && (sorted.isFirst() || !table.isHover());
            if (sort) {
                sorted.drawn(now);
            }
            fill(loads, sort);
        }
        if (moved) {
            marked = chosen;
            loss.show(chosen);
        }
        envelope.pulse(now);
        envelopeHead.beside(envelope.ofServers() ? "sum of the servers, as nobody meters the site" : METERED);
    }

    private void draw(Loads loads, @Nullable EntityId chosen, long instant) {
        double most = 0;
        for (Diagram.Block top :
                diagram.tiers().stream().limit(2).flatMap(List::stream).toList()) {
            Load load = block(loads, top);
            most = Math.max(most, Load.largest(0, load.limit(), Load.number(load.observed())));
        }
        unit = Watts.of(most);
        oneLine.show(diagram, block -> block(loads, block), block -> rooms.room(block.index(), loads), unit, chosen);
        String at = instant == 0 ? "" : "as of " + context.clockFace().seconds(instant) + ", ";
        head.right(at + unit.unit() + " at input");
        proof.setText(Proof.of(loads, unit));
        halls.setText(rooms.halls(loads, unit));
    }

    private static Load block(Loads loads, Diagram.Block block) {
        return block.row() ? loads.row(block.index(), block.busways()) : loads.device(block.index());
    }

    /** @param sort whether rows change their places too; what stands in them is of the same reading as the diagram */
    private void fill(Loads loads, boolean sort) {
        List<Constraint> found = sort ? Constraint.of(loads, diagram) : inPlace(Constraint.of(loads, diagram));
        judged = found.stream().anyMatch(c -> !Double.isNaN(c.headroom()));
        table.show(found);
        table.setVisible(!found.isEmpty());
        unlimited.setVisible(found.isEmpty());
        bindsHead.beside("smallest headroom first, " + unit.unit());
        bindsHead.right(Judged.words(found));
    }

    private List<Constraint> inPlace(List<Constraint> found) {
        List<String> places = table.rows().stream().map(Constraint::key).toList();
        return found.stream()
                .sorted(Comparator.comparingInt(c -> {
                    int place = places.indexOf(c.key());
                    return place < 0 ? places.size() : place;
                }))
                .toList();
    }

    List<Constraint> constraints() {
        return table.rows();
    }

    LossCard loss() {
        return loss;
    }

    private String csv() {
        StringBuilder rows =
                new StringBuilder("constraint,entity,observed,committed,provisioned,failover,limit,headroom,why\n");
        Plant plant = context.situation().plant();
        for (Constraint c : table.rows()) {
            Load load = c.load();
            rows.append(CsvLine.of(
                    c.title(),
                    plant.find(c.entity()).map(Entity::id).orElse(c.entity()),
                    Load.number(load.observed()),
                    Load.number(load.committed()),
                    Load.number(load.provisioned()),
                    Load.number(load.failover()),
                    load.limit(),
                    c.headroom(),
                    load.why()));
        }
        return rows.toString();
    }

    @Override
    public void close() {
        demands.forEach(ViewContext.Demand::close);
        demands.clear();
    }
}
