package millwright.desk.shell;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import millwright.desk.ClockFace;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.desk.draw.Speeds;
import millwright.plant.Count;
import millwright.plant.Times;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Symbols;
import millwright.styles.Token;

/** Play, speed, live, range, density of events, cursor: the time of every screen. 64 px high. FX thread. */
final class TimeBar extends Region {
    static final double HEIGHT = 64;
    private static final long DAY = 24 * 60;
    /** Minutes. */
    private static final long[] RANGES = {5, 15, 60, 6 * 60, DAY, 7 * DAY, 30 * DAY};
    /** Of the wheel and of the keys, for more; less is one by it. */
    static final double ZOOM = 1.25;

    private final ShellContext context;
    private final Button play = new Button();
    private final Button speed = new Button(Figures.times(1));
    private final ToggleButton live = new ToggleButton("Live");
    private final Button range = new Button();
    private final DensityStrip density;
    private final Words words;
    private boolean paused;

    TimeBar(ShellContext context) {
        this.context = context;
        this.density = new DensityStrip(context);
        this.words = new Words(context);
        play.setGraphic(Symbols.node(Symbol.PAUSE, 16));
        play.getStyleClass().add("transport");
        play.setAccessibleText("Pause or play, key Space");
        play.setOnAction(_ -> toggle());
        speed.getStyleClass().add("tight");
        live.getStyleClass().add("tight");
        speed.setAccessibleText("Speed of replay");
        speed.setOnAction(_ -> speedMenu().show(speed, javafx.geometry.Side.TOP, 0, 0));
        live.setGraphic(Symbols.node(Symbol.LIVE, 10));
        live.setAccessibleText("Back to now, key L");
        live.setOnAction(_ -> {
            context.time.goLive();
            live.setSelected(context.time.live());
        });
        range.getStyleClass().addAll("quiet", "spot");
        range.setAccessibleText("How much time is shown");
        range.setOnAction(_ -> rangeMenu().show(range, javafx.geometry.Side.TOP, 0, 0));
        words.setMouseTransparent(true);
        getChildren().addAll(words, play, speed, live, range, density);
        getChildren().forEach(c -> c.setManaged(false));
        live.pseudoClassStateChanged(PseudoClass.getPseudoClass("live"), true);
    }

    /** Space. */
    void toggle() {
        if (context.time.paused()) {
            context.time.play(context.time.wantedSpeed());
        } else {
            context.time.pause();
        }
    }

    void goLive() {
        context.time.goLive();
    }

    /** One bin to the left or right. */
    void step(int bins) {
        Range shown = context.time.range().get();
        long bin = Math.max(Times.SECOND, shown.length() / 142);
        context.time.seek(context.time.now() + bins * bin);
    }

    private ContextMenu speedMenu() {
        ContextMenu menu = new ContextMenu();
        for (double s : Speeds.of(context.time.extent().length())) {
            MenuItem item = new MenuItem(Speeds.words(s));
            item.setOnAction(_ -> context.time.wantSpeed(s));
            menu.getItems().add(item);
        }
        return menu;
    }

    private ContextMenu rangeMenu() {
        ContextMenu menu = new ContextMenu();
        for (long minutes : RANGES) {
            MenuItem item = new MenuItem("Range " + Figures.span(minutes * Times.MINUTE));
            item.setOnAction(_ -> context.time.length(minutes * Times.MINUTE));
            menu.getItems().add(item);
        }
        Range extent = context.time.extent();
        String all = context.time.recorded() ? "Whole capture, " : "All that is known, ";
        MenuItem whole = new MenuItem(all + Figures.span(extent.length()) + "   0");
        whole.setOnAction(_ -> context.time.whole());
        menu.getItems().add(whole);
        Range brush = context.time.brush().get();
        if (brush != null) {
            MenuItem item = new MenuItem("What is brushed");
            item.setOnAction(_ -> context.time.show(brush));
            menu.getItems().add(item);
        }
        return menu;
    }

    void beat(Situation situation, long now) {
        if (context.time.paused() != paused) {
            paused = context.time.paused();
            play.setGraphic(Symbols.node(paused ? Symbol.PLAY : Symbol.PAUSE, 16));
        }
        live.setSelected(context.time.live());
        String text = Speeds.words(
                paused ? context.time.wantedSpeed() : situation.time().speed());
        if (!text.equals(speed.getText())) {
            speed.setText(text);
        }
        density.beat(situation, now);
        words.beat(situation, now);
    }

    @Override
    protected void layoutChildren() {
        double z = context.zoom;
        double w = getWidth() / z;
        words.resizeRelocate(0, 0, getWidth(), getHeight());
        play.resizeRelocate(16 * z, 16 * z, 32 * z, 32 * z);
        speed.resizeRelocate(54 * z, 20 * z, 54 * z, 24 * z);
        live.resizeRelocate(112 * z, 20 * z, 56 * z, 24 * z);
        range.resizeRelocate(170 * z, 8 * z, 118 * z, 48 * z);
        density.resizeRelocate(296 * z, 0, Math.max(10, w - 296 - 168) * z, HEIGHT * z);
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT * context.zoom;
    }

    /** The drawn texts left and right of the strip. */
    private static final class Words extends Drawn {
        private final ShellContext context;
        private long at = Long.MIN_VALUE;
        private String mode = "";
        private int sources;
        private int healthy;

        Words(ShellContext context) {
            super(context.looks, context.zoom);
            this.context = context;
        }

        void beat(Situation situation, long now) {
            long tenth = Math.floorDiv(now, 100 * Times.MILLI);
            String told = context.time.live() + " " + context.time.paused();
            if (tenth != at || !told.equals(mode)) {
                at = tenth;
                mode = told;
                sources = situation.sources().size();
                healthy = (int) situation.sources().values().stream()
                        .filter(s -> s.condition().equals("ok"))
                        .count();
                repaint();
            }
        }

        @Override
        protected void draw(Pen pen, double w, double h) {
            ClockFace face = context.clockFace();
            Range shown = context.time.range().get();
            pen.fill(Token.CHROME, 0, 0, w, h);
            pen.hline(Token.HAIR, 0, w, 0);
            pen.text("Range " + Figures.span(shown.length()), pen.look().strong(Fonts.CELL), Token.STRONG, 176, 28);
            pen.text(face.range(shown.from(), shown.to()), pen.look().condensed(Fonts.LABEL), Token.MUTED, 176, 45);
            double x = w - 152;
            long now = context.time.now();
            String tenths = face.seconds(now) + "." + Math.floorMod(now, Times.SECOND) / (100 * Times.MILLI);
            pen.text(tenths, pen.look().strong(Fonts.CELL), Token.STRONG, x, 28);
            String cursor = context.time.live() ? "cursor = now" : context.time.paused() ? "paused" : "replaying";
            pen.text(cursor, pen.look().body(Fonts.LABEL), Token.MUTED, x, 45);
            if (sources > 0) {
                pen.right(healthy + " / " + sources, pen.look().strong(Fonts.CELL), Token.STRONG, w - 16, 28);
                pen.right(Count.thing(sources, "source"), pen.look().body(Fonts.LABEL), Token.MUTED, w - 16, 45);
            }
        }
    }
}
