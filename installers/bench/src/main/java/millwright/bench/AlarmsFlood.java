package millwright.bench;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.model.DeskModel;
import millwright.desk.shell.Toolkit;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Finding;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.styles.Palette;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.styles.Token;
import millwright.views.alarms.AlarmsProvider;

/**
 * The alarm screen over a desk's own model that hears of 10,000 active alarms and of 1,000 changes to them a second, told
 * by a thread of their own. FX thread, but for that one.
 */
final class AlarmsFlood implements Frames.Subject {
    static final int ACTIVE = 10_000;
    static final int CHANGES_PER_SECOND = 1_000;

    private final Plant plant = FixturePlant.of(6, 24);
    private final DeskModel model = new DeskModel(Catalogue.standard(), System::nanoTime, FixtureContext.NOW);
    private final AtomicLong changes = new AtomicLong();
    private final long started = System.nanoTime();
    private volatile long steady;
    private final Circle ticking = new Circle(2, Palette.of(Theme.DARK).color(Token.TEXT));
    private final View view;

    AlarmsFlood() {
        model.attach(new Flood(), model.history());
        FixtureContext fixture = new FixtureContext(plant, Mood.EMPTY, Theme.DARK);
        ViewContext context = (ViewContext) Proxy.newProxyInstance(
                AlarmsFlood.class.getClassLoader(), new Class<?>[] {ViewContext.class}, (_, method, args) -> {
                    if (method.getName().equals("situation")) {
                        return model.situation();
                    }
                    if (method.getName().equals("onFx")) {
                        Toolkit.later((Runnable) args[0]);
                        return null;
                    }
                    return method.invoke(fixture, args);
                });
        view = new AlarmsProvider().create(context);
    }

    @Override
    public Scene scene() {
        StackPane.setAlignment(ticking, Pos.TOP_LEFT);
        Scene scene = new Scene(new StackPane((Parent) view.node(), ticking), Frames.WIDTH, Frames.HEIGHT);
        scene.setFill(Palette.of(Theme.DARK).color(Token.BG));
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        return scene;
    }

    /** The list draws four times a second; a moving dot makes every pulse render, so that every pulse is measured. */
    @Override
    public void draw(int frame) {
        ticking.setTranslateX(frame % 2);
        view.pulse(FixtureContext.NOW + System.nanoTime() - started);
    }

    @Override
    public String check(int frame, int[] pixels) {
        int known = model.situation().alarms().size();
        long begun = steady;
        double seconds = begun == 0 ? 0 : (System.nanoTime() - begun) / 1e9;
        double rate = (changes.get() - ACTIVE) / seconds;
        int ink = 0;
        int ground = Palette.of(Theme.DARK).argb(Token.BG);
        for (int pixel : pixels) {
            ink += (pixel | 0xff000000) == ground ? 0 : 1;
        }
        return known != ACTIVE
                ? known + " alarms known, not " + ACTIVE
                : seconds > 3 && rate < 0.9 * CHANGES_PER_SECOND
                        ? "only %.0f changes a second were told".formatted(rate)
                        : ink < 20_000 ? "the list is missing" : "";
    }

    /** Tells all alarms, then changes one after the other at a steady rate. */
    private final class Flood implements Feed {
        private volatile boolean closed;

        @Override
        public String name() {
            return "flood";
        }

        @Override
        public void open(FeedSink sink) {
            Thread.ofPlatform().daemon().name("flood").start(() -> {
                for (int i = 0; i < ACTIVE; i++) {
                    tell(sink, i, 88);
                }
                long begun = System.nanoTime();
                steady = begun;
                for (long n = 0; !closed; n++) {
                    long due = begun + n * (1_000_000_000L / CHANGES_PER_SECOND);
                    while (System.nanoTime() < due && !closed) {
                        LockSupport.parkNanos(500_000);
                    }
                    tell(sink, (int) (n * 7919 % ACTIVE), 88 + n % 9);
                }
            });
        }

        private void tell(FeedSink sink, int i, double value) {
            Origin origin = new Origin(new EntityId("source:flood"), true);
            Priority priority = Priority.values()[i % 20 == 0 ? 0 : i % 5 == 0 ? 1 : i % 2 == 0 ? 2 : 3];
            EntityId gpu =
                    plant.at(EntityKind.GPU, i % plant.count(EntityKind.GPU)).id();
            long now = FixtureContext.NOW;
            sink.accept(new Finding(
                    "flood-" + i,
                    "limit",
                    gpu,
                    priority,
                    now - i * 1_000_000L,
                    0,
                    now,
                    0,
                    "GPU temperature high",
                    new MetricId("gpu.temperature"),
                    value,
                    87,
                    true,
                    "",
                    "Check coolant flow",
                    java.util.List.of(),
                    1,
                    origin,
                    false));
            AlarmState state = value % 2 == 0 ? AlarmState.UNACKNOWLEDGED : AlarmState.ACKNOWLEDGED;
            sink.accept(new Alarm("flood-" + i, state, priority, "", now));
            changes.incrementAndGet();
        }

        @Override
        public void send(Command command) {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
