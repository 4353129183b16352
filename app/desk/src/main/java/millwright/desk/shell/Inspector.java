package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.desk.Navigation;
import millwright.desk.Situation;
import millwright.desk.ViewContext.Demand;
import millwright.desk.draw.Figures;
import millwright.desk.draw.RoomLeft;
import millwright.desk.draw.Viewports;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.series.Beyond;
import millwright.styles.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the selection, and what can be done to it. 320 px, or a 24 px edge when folded. Read in the beats in
 * which the figures of the top bar are read, so that both tell the same, and when the selection changes. FX thread; its demands are those of one kind.
 */
final class Inspector extends StackPane {
    static final double WIDTH = 320;
    private static final double EDGE = 24;
    /** Of things selected together that are named. */
    private static final int FEW = 6;
    /** Of the height, that actions take at most beside what is read. */
    private static final double ACTIONS_SHARE = 0.45;

    private final ShellContext context;
    private final InspectorReader reader;
    private final InspectorSheet sheet;
    private final InspectorActions actions;
    private final BorderPane open = new BorderPane();
    private final VBox folded = new VBox();
    private final VBox content = new VBox();
    private final Button all = new Button();
    private final List<Demand> demands = new ArrayList<>();
    private @Nullable EntityKind demanded;
    private List<EntityId> shown = List.of();
    private @Nullable String incident;
    private boolean ofIncident;
    private boolean whole;
    private List<Metric> metrics = List.of();
    private long readAt = Long.MIN_VALUE;
    private long trendsAt = -1;
    private long told = -1;

    Inspector(ShellContext context, Navigation navigation) {
        this.context = context;
        this.reader = new InspectorReader(context);
        this.sheet = new InspectorSheet(context, this::pick);
        this.actions = new InspectorActions(context, navigation);
        all.setOnAction(_ -> whole(!whole));
        all.getStyleClass().add("quiet");
        VBox.setMargin(all, new javafx.geometry.Insets(0, 0, 8, 12 * context.zoom));
        content.getChildren().addAll(sheet, all);
        content.getStyleClass().add("ground-chrome");
        ScrollPane scroll = new ScrollPane(content);
        Viewports.drawAnew(scroll);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        open.getStyleClass().add("ground-chrome");
        open.setCenter(scroll);
        open.setBottom(actions);
        Button unfold = TabStrip.icon(Symbol.CHEVRON_LEFT, "Open the inspector");
        unfold.setOnAction(_ -> fold(false));
        folded.getStyleClass().add("inspector-edge");
        folded.setAlignment(Pos.TOP_CENTER);
        folded.getChildren().add(unfold);
        Button fold = TabStrip.icon(Symbol.CHEVRON_RIGHT, "Fold the inspector");
        fold.setOnAction(_ -> fold(true));
        fold.setFocusTraversable(false);
        StackPane.setAlignment(fold, Pos.TOP_LEFT);
        StackPane.setMargin(fold, new javafx.geometry.Insets(28, 0, 0, 292 * context.zoom));
        getChildren().addAll(open, folded, fold);
        fold(false);
    }

    boolean isFolded() {
        return folded.isVisible();
    }

    void fold(boolean fold) {
        folded.setVisible(fold);
        open.setVisible(!fold);
        getChildren().getLast().setVisible(!fold);
        double width = (fold ? EDGE : WIDTH) * context.zoom;
        setMinWidth(width);
        setPrefWidth(width);
        setMaxWidth(width);
    }

    private void pick(Finding finding) {
        context.selection.select(finding.entity());
    }

    /** Lists that are cut are read whole, until something else is selected. */
    private void whole(boolean wanted) {
        whole = wanted;
        reader.whole(wanted);
        readAt = Long.MIN_VALUE;
    }

    private void offerAll() {
        InspectorPage page = sheet.shown();
        int more = page.moreAlarms() + page.moreJobs();
        boolean offered = whole || more > 0;
        all.setVisible(offered);
        all.setManaged(offered);
        all.setText(whole ? "Show fewer" : "Show " + Figures.whole(more) + " more " + thing(page, more));
    }

    private static String thing(InspectorPage page, int more) {
        if (page.moreAlarms() > 0 && page.moreJobs() > 0) {
            return "alarms and jobs";
        }
        return Count.thing(more, page.moreJobs() > 0 ? "job" : "alarm");
    }

    /** Shows lists whole or cut. */
    Button all() {
        return all;
    }

    InspectorPage page() {
        return sheet.shown();
    }

    void beat(Situation situation, long now) {
        place();
        String chosenIncident = context.selection.incident().get();
        Incident open = chosenIncident == null ? null : situation.incidents().get(chosenIncident);
        boolean first = open != null && context.selection.incidentLast();
        List<EntityId> wanted = first ? List.of() : wanted(situation.plant(), chosenIncident == null);
        boolean moved = !wanted.equals(shown) || !Objects.equals(chosenIncident, incident) || first != ofIncident;
        long second = context.figures.beat(now);
        boolean trends = trendsAt != context.trends.version();
        boolean other = told != context.values.version();
        if (!moved && second == readAt && !trends && !other || isFolded()) {
            return;
        }
        if (moved && whole) {
            whole(false);
        }
        readAt = second;
        told = context.values.version();
        trendsAt = context.trends.version();
        shown = wanted;
        incident = chosenIncident;
        ofIncident = first;
        show(situation, open, now);
        offerAll();
        actions.show(situation, wanted, wanted.isEmpty() ? open : null, moved);
    }

    /** Actions stand below what is read; where they would leave little of it, they follow it and scroll with it. */
    private void place() {
        boolean low = actions.prefHeight(WIDTH * context.zoom) > ACTIONS_SHARE * open.getHeight();
        boolean inside = content.getChildren().contains(actions);
        if (open.getHeight() > 0 && low && !inside) {
            open.setBottom(null);
            content.getChildren().add(actions);
        } else if (!low && inside) {
            content.getChildren().remove(actions);
            open.setBottom(actions);
        }
    }

    /** What of the selection is known, else the site. */
    private List<EntityId> wanted(Plant plant, boolean orSite) {
        List<EntityId> known = context.selection.together().get().stream()
                .filter(id -> plant.indexOf(id) >= 0)
                .toList();
        EntityId site = known.isEmpty() && orSite ? context.site(plant) : null;
        return site == null ? known : List.of(site);
    }

    private void show(Situation situation, @Nullable Incident open, long now) {
        Plant plant = situation.plant();
        demand(kind(plant));
        if (shown.size() > 1) {
            sheet.show(
                    SeveralPage.of(context, situation, shown, metrics, whole ? Integer.MAX_VALUE : FEW),
                    age(situation));
        } else if (!shown.isEmpty()) {
            sheet.show(reader.entity(situation, shown.getFirst(), metrics, now), age(situation));
        } else if (open != null) {
            sheet.show(reader.incident(situation, open, now), "");
        } else {
            sheet.show(InspectorReader.nothing(context.site(plant) != null), "");
        }
    }

    /** The kind of all that is shown; null where there are several. */
    private @Nullable EntityKind kind(Plant plant) {
        List<EntityKind> kinds = shown.stream()
                .map(id -> plant.entity(plant.indexOf(id)).kind())
                .distinct()
                .toList();
        return kinds.size() == 1 ? kinds.getFirst() : null;
    }

    private static String age(Situation situation) {
        return situation.replay() ? "replayed" : "age " + Figures.age(situation.age());
    }

    private void demand(@Nullable EntityKind kind) {
        if (kind == demanded && (kind == null || !metrics.isEmpty())) {
            return;
        }
        demanded = kind;
        metrics = reader.metrics(kind);
        List<Demand> before = List.copyOf(demands);
        demands.clear();
        if (kind != null) {
            metrics.forEach(m -> demands.add(context.model.demand(m.id(), kind)));
            if (kind.isPower()) {
                InspectorBlocks.PHASES.forEach(m -> demands.add(context.model.demand(m, kind)));
            }
            if (InspectorBlocks.hasRoom(kind)) {
                demandPower();
            }
            if (kind == EntityKind.RACK || kind == EntityKind.NODE || kind == EntityKind.GPU) {
                demands.add(context.model.demand(Proposals.NODE_STATE, EntityKind.NODE)); // whether it can be resumed
            }
            metrics.stream()
                    .map(m -> Beyond.errorOf(m.id()))
                    .filter(error -> context.model.catalogue().find(error).isPresent())
                    .forEach(error -> demands.add(context.model.demand(error, kind)));
        }
        before.forEach(Demand::close);
    }

    /** What may be added to a place is bound by what feeds it. */
    private void demandPower() {
        for (EntityKind device : EntityKind.values()) {
            if (device.isPower()) {
                RoomLeft.NEEDS.forEach(m -> demands.add(context.model.demand(m, device)));
            }
        }
        RoomLeft.SITE_NEEDS.forEach(m -> demands.add(context.model.demand(m, EntityKind.SITE)));
    }

    static HBox button(String text, Label cost, Runnable work) {
        Label name = new Label(text);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox content = new HBox(8, name, space, cost);
        content.setAlignment(Pos.CENTER_LEFT);
        cost.getStyleClass().add("action-cost");
        Button button = new Button();
        button.setGraphic(content);
        button.setAccessibleText(text);
        button.getStyleClass().add("action-button");
        button.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        button.setOnAction(_ -> work.run());
        button.setMaxWidth(Double.MAX_VALUE);
        content.prefWidthProperty().bind(button.widthProperty().subtract(18));
        HBox row = new HBox(button);
        HBox.setHgrow(button, Priority.ALWAYS);
        return row;
    }
}
