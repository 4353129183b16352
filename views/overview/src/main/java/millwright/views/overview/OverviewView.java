package millwright.views.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import millwright.desk.Moments;
import millwright.desk.Situation;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.FirstFigures;
import millwright.desk.draw.Look;
import millwright.desk.draw.PointerTip;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.Looks;
import millwright.views.kit.Pace;
import millwright.views.kit.TitleRule;

/**
 * The plant on one page. FX thread; figures are taken anew in the same beats as those of the top bar ({@link FirstFigures}),
 * so that both tell the same; the hall and the waste every two seconds, trends every five.
 */
final class OverviewView implements View {
    private static final long RECOUNT = 2 * Times.SECOND;
    /** Px at text scale 1 that all of it needs with one row of tiles. */
    private static final double LEAST_HIGH = 530;

    /** Width of the column with the hall, px, and its share of a wide page. */
    private static final double RIGHT = 384;

    private static final double RIGHT_SHARE = 0.28;

    private static final String[] TILE_OPENS = {"inference", "power", "power", "power", "floor", "floor"};

    private final ViewContext context;
    private final Trends trends;
    private final List<Tile> tiles = new ArrayList<>();
    private final AbnormalNow abnormal;
    private final TitleRule whereTitle;
    private final MiniHall hall;
    private final TokenPanel tokens;
    private final TitleRule envelopeTitle;
    private final EnvelopeBar envelope;
    private final WastePanel waste;
    private final VBox root;
    private final List<ViewContext.Demand> demands = new ArrayList<>();
    private final FirstFigures figures = new FirstFigures();
    private final Pace drawn;
    private final Pace counted = new Pace(RECOUNT);
    private long revision = Long.MIN_VALUE;
    private long readAt = Long.MIN_VALUE;
    private long told = -1;

    OverviewView(ViewContext context) {
        this(context, System::nanoTime);
    }

    /** @param nanoTime of the clock on the wall */
    OverviewView(ViewContext context, LongSupplier nanoTime) {
        drawn = new Pace(Times.SECOND, nanoTime);
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        trends = new Trends(context);
        for (String opens : TILE_OPENS) {
            Tile tile = new Tile(looks, () -> context.navigation().open(opens));
            CopyMenu.install(tile, "tile", tile::csv, context);
            PointerTip.install(tile, (x, y) -> tile.tip(x, y, context.clockFace()));
            tiles.add(tile);
        }
        abnormal = new AbnormalNow(context, looks);
        whereTitle = new TitleRule(looks, "Where", "worst state per rack");
        hall = new MiniHall(looks, this::rackClicked);
        tokens = new TokenPanel(context, looks, trends);
        envelopeTitle = new TitleRule(looks, "Power envelope", "at the meter");
        envelope = new EnvelopeBar(looks, () -> context.navigation().open("power"));
        waste = new WastePanel(context, looks);
        PointerTip.install(hall, hall::tip);
        PointerTip.install(envelope, envelope::tip);
        CopyMenu.install(hall, "racks", hall::csv, context);
        CopyMenu.install(envelope, "power envelope", envelope::csv, context);
        TileStrip strip = new TileStrip(looks, tiles);
        root = new VBox(4, strip, columns());
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        strip.widthProperty().subscribe(w -> {
            double more = w.doubleValue() > 0 ? strip.more(w.doubleValue()) : 0;
            root.setMinHeight(more > 0 ? looks.getValue().scaled(LEAST_HIGH) + more : Region.USE_COMPUTED_SIZE);
        });
        root.heightProperty()
                .subscribe(h -> abnormal.fit(h.doubleValue() / looks.getValue().textScale()));
        demand();
    }

    private HBox columns() {
        VBox where = new VBox(whereTitle, hall);
        VBox.setVgrow(hall, Priority.ALWAYS);
        where.prefHeightProperty().bind(abnormal.heightProperty());
        where.minHeightProperty().bind(abnormal.heightProperty());
        VBox.setVgrow(abnormal, Priority.SOMETIMES);
        VBox.setVgrow(tokens, Priority.ALWAYS);
        VBox.setVgrow(waste, Priority.ALWAYS);
        VBox left = new VBox(8, abnormal, tokens);
        VBox right = new VBox(8, where, new VBox(envelopeTitle, envelope), waste);
        right.setMinWidth(300);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setPrefWidth(768);
        HBox both = new HBox(32, left, right);
        both.widthProperty().subscribe(w -> right.setPrefWidth(Math.max(RIGHT, RIGHT_SHARE * w.doubleValue())));
        VBox.setVgrow(both, Priority.ALWAYS);
        return both;
    }

    private void demand() {
        for (String metric : List.of(
                "gpu.work", "gpu.throttle", "gpu.sm.active", "gpu.power", "gpu.memory.used", "gpu.memory.total")) {
            demands.add(context.demand(new MetricId(metric), EntityKind.GPU));
        }
        for (String metric : List.of("endpoint.output.rate", "endpoint.output.expected")) {
            demands.add(context.demand(new MetricId(metric), EntityKind.ENDPOINT));
        }
        demands.add(context.demand(new MetricId("power.observed"), EntityKind.UTILITY));
        context.catalogue().metrics().stream()
                .filter(m -> m.on().contains(EntityKind.SITE))
                .forEach(m -> demands.add(context.demand(m.id(), EntityKind.SITE)));
    }

    private void rackClicked(EntityId id, int clicks) {
        context.selection().select(id);
        if (clicks == 2) {
            context.navigation().open("floor", id);
        }
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        boolean come = figures.haveCome(context.latest());
        long beat = figures.beat(now);
        Moments moments = context.moments();
        if (beat == readAt && !come && !drawn.isDue(now) && told == moments.version()) {
            return;
        }
        told = moments.version();
        readAt = beat;
        drawn.drawn(now);
        Situation situation = context.situation();
        SiteValues site = new SiteValues(situation.plant(), moments, now);
        List<Tile.Face> faces = new TileFaces(site, situation, trends).all();
        for (int i = 0; i < tiles.size(); i++) {
            tiles.get(i).show(faces.get(i));
        }
        abnormal.pulse(situation, unmeasured(faces));
        tokens.pulse(site, situation);
        EntityId id = site.site();
        envelope.show(site, id == null ? Double.NaN : Trends.highest(trends.ofHour("site.power", id, now)));
        envelopeTitle.beside(envelope.unit() + " at the meter");
        envelopeTitle.right(
                Double.isNaN(envelope.limit())
                        ? "no limit set"
                        : "limit " + Figures.of(envelope.limit(), "W").joined());
        if (situation.plant().revision() != revision || counted.isDue(now)) {
            counted.drawn(now);
            revision = situation.plant().revision();
            HallStates states = HallStates.of(situation, context.latest());
            whereTitle.beside("worst state per rack, " + Figures.count(states.racks(), "rack")
                    + (states.workIsUntold() ? "; no source tells their work" : ""));
            hall.show(states, context.selection().selected().get());
            waste.show(situation);
        }
    }

    private static String unmeasured(List<Tile.Face> faces) {
        return faces.stream()
                .filter(face -> !face.value().known())
                .map(face -> face.title().replaceFirst(",.*", ""))
                .map(title -> title.matches("(PUE|GPU).*")
                        ? title
                        : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        demands.forEach(ViewContext.Demand::close);
    }
}
