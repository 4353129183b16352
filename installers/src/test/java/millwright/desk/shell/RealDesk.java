package millwright.desk.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import millwright.desk.Situation;
import millwright.desk.ViewProvider;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Pictures;
import millwright.feed.Column;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.States;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.styles.Theme;

/** A whole desk with every screen that ships, told one situation; it remembers what was asked of the plant. */
final class RealDesk implements AutoCloseable {
    final List<Command> commands = Collections.synchronizedList(new ArrayList<>());
    final Shell shell;
    private final AtomicLong nanoTime = new AtomicLong(1);
    private FeedSink sink = _ -> {};

    RealDesk(FixtureContext told, Path folder) {
        this(told, folder, Theme.DARK, 1);
    }

    RealDesk(FixtureContext told, Path folder, Theme theme, double scale) {
        this(told, folder, theme, scale, 1600, 900);
    }

    RealDesk(FixtureContext told, Path folder, Theme theme, double scale, double width, double height) {
        shell = fx(() -> {
            List<ViewProvider> views = new ArrayList<>();
            ServiceLoader.load(ViewProvider.class).forEach(views::add);
            DeskSetup setup = new DeskSetup(
                    new Told(told.situation()),
                    told.history(),
                    told.catalogue(),
                    told.sessions(),
                    "Operator 2",
                    "",
                    folder,
                    Clock.fixed(Times.instant(FixtureContext.NOW), ZoneOffset.UTC),
                    theme,
                    scale,
                    views);
            Shell made = new Shell(setup, nanoTime::get);
            made.window().scene(width, height);
            made.attach(setup.feed(), setup.history());
            return made;
        });
        beat(2);
    }

    static <T> T fx(Callable<T> work) {
        return Pictures.onFx(work);
    }

    /** Tells one thing more. */
    void tell(PlantEvent event) {
        sink.accept(event);
        beat(2);
    }

    void beat(int times) {
        fx(() -> {
            for (int i = 0; i < times; i++) {
                nanoTime.addAndGet(16_000_000);
                shell.context().model.publish();
                shell.beat();
                Desk.layout(shell.window().root().getScene());
            }
            return true;
        });
    }

    /** Tells the newest of every metric as the fixture has it. */
    void values(FixtureContext told) {
        Plant plant = told.situation().plant();
        for (Metric metric : told.catalogue().metrics()) {
            for (EntityKind kind : metric.on()) {
                Latest latest = told.latest().latest(metric.id(), kind);
                sink.accept(new Frame(
                        metric.id(),
                        kind,
                        plant.revision(),
                        null,
                        FixtureContext.NOW,
                        FixtureContext.NOW,
                        Times.SECOND,
                        new Column.F64(latest.values()),
                        States.of(latest.states()),
                        new Origin(
                                told.situation().plant().at(EntityKind.SITE, 0).id(), true)));
            }
        }
        beat(2);
    }

    /** Brings a screen to the front. */
    Node open(String id) {
        fx(() -> {
            shell.open(id);
            return true;
        });
        beat(3);
        return fx(() -> shell.window().area().active().front().node());
    }

    /** The part of a screen whose accessible text begins so. */
    static Node named(Node within, String text) {
        return fx(() -> named0(within, text));
    }

    /** As {@link #named}, on the FX thread. */
    static Node named0(Node within, String text) {
        return within.lookupAll("*").stream()
                .filter(n ->
                        n.getAccessibleText() != null && n.getAccessibleText().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part is called " + text));
    }

    WritableImage picture() {
        return fx(() -> shell.window().root().getScene().snapshot(null));
    }

    static void press(Node at, KeyCode code) {
        press(at, code, "");
    }

    static void press(Node at, KeyCode code, String text) {
        fx(() -> {
            Event.fireEvent(at, new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, false, false, false, false));
            return true;
        });
    }

    @Override
    public void close() {
        fx(() -> {
            shell.discard();
            return true;
        });
    }

    /** Tells the plant and what is known of it, and nothing else. */
    private final class Told implements Feed {
        private final Situation situation;

        Told(Situation situation) {
            this.situation = situation;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void open(FeedSink to) {
            sink = to;
            long revision = situation.plant().revision();
            to.accept(new PlantChanged(
                    revision, FixtureContext.NOW, situation.plant().whole(), true));
            situation.sources().values().forEach(to::accept);
            situation.findings().values().forEach(to::accept);
            situation.alarms().values().forEach(to::accept);
            situation.incidents().values().forEach(to::accept);
        }

        @Override
        public void send(Command command) {
            commands.add(command);
        }

        @Override
        public void close() {}
    }
}
