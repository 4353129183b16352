package millwright.desk.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import millwright.desk.Situation;
import millwright.desk.draw.Look;
import millwright.desk.workspace.Workspace;
import millwright.feed.Feed;
import millwright.feed.LinkState;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.series.History;
import millwright.series.Latest;
import millwright.styles.Palette;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.styles.Token;

/**
 * The desk as the launcher sees it: open a window, or draw a screen without one. Any thread; the toolkit is started when
 * it is not running yet.
 */
public final class Desk {
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long FRAME_MILLIS = 33;
    /**
     * From the first beat until the picture made of it is on the screen. The toolkit does not say when that is, and puts it
     * there on the thread that the screens are made on: begun at once, they would be drawn before anything is seen. A plant
     * in this program that told its past meanwhile would take the second core from it.
     */
    private static final long FIRST_PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
    /** Beats after the first values: trends arrive, and what is read anew every second or two is read again. */
    private static final int SETTLE = 75;
    /** Beats that a picture waits for a value of the site when others are there: it is summed up from them. */
    private static final int WITHOUT_SITE = 90;
    /** Beats after which a picture is taken of what there is. */
    private static final int WITHOUT_POWER = 240;

    private final Shell shell;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch painting = new CountDownLatch(1);
    private final CountDownLatch drawn = new CountDownLatch(1);
    /** FX thread. */
    private boolean filled;

    /** FX thread. What is watched, or will be once the window is drawn. */
    private Feed feed;

    private History history;

    private Desk(Shell shell, DeskSetup setup) {
        this.shell = shell;
        this.feed = setup.feed();
        this.history = setup.history();
    }

    /** Starts what every window needs, beside whatever the caller does next. Returns at once. */
    public static void prepare() {
        Toolkit.begin();
    }

    /**
     * Opens the window; once that is drawn, opens in it what was open last time and starts listening to the feed.
     *
     * @throws NoWindowException when the display cannot be opened
     */
    public static Desk show(DeskSetup setup) {
        Toolkit.await();
        return onFx(() -> {
            Shell shell = new Shell(setup, System::nanoTime);
            Desk desk = new Desk(shell, setup);
            desk.open();
            return desk;
        });
    }

    private void open() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, problem) -> uncaught(problem));
        Workspace.Window place = shell.asLast();
        Stage stage = new Stage();
        shell.window()
                .show(
                        stage,
                        "Millwright",
                        place == null
                                ? new Workspace.Window(Double.NaN, Double.NaN, 1600, 900, java.util.List.of())
                                : place);
        AnimationTimer timer = new AnimationTimer() {
            private long first;

            @Override
            public void handle(long now) {
                first = first == 0 ? now : first;
                painting.countDown();
                if (now - first >= FIRST_PICTURE_NANOS) {
                    drawn.countDown();
                    if (!filled) {
                        fill();
                    }
                }
                shell.beat();
            }
        };
        timer.start();
        shell.onClose(timer::stop);
        shell.onClose(this::release);
        stage.setOnHidden(_ -> closeShell());
    }

    /** The window itself is drawn before its screens are made: nobody looks at an empty place on his monitor meanwhile. */
    private void fill() {
        filled = true;
        shell.restore();
        shell.attach(feed, history);
    }

    /** What was open last time stays saved when the window is closed before it was opened again. */
    private void closeShell() {
        if (filled) {
            shell.close();
        } else {
            shell.discard();
        }
    }

    /** Of whoever waits for the window: a closed one is not drawn any more. */
    private void release() {
        painting.countDown();
        drawn.countDown();
        closed.countDown();
    }

    /** What nobody caught: told at the foot of the window, never a silent end. */
    private void uncaught(Throwable problem) {
        LOG.log(System.Logger.Level.ERROR, "a part of the window failed", problem);
        shell.warn("A part of the window failed: " + problem + ". The log has the details; the rest goes on.");
    }

    /** Shows another source: a capture that was opened, a gateway that was attached to. The one before is closed. */
    public void replaceSource(Feed next, History past) {
        Platform.runLater(() -> {
            Feed before = feed;
            feed = next;
            history = past;
            if (filled) {
                shell.attach(next, past);
            } else {
                before.close(); // its turn never came
            }
        });
    }

    /** A message at the foot of the window. */
    public void say(String message) {
        Platform.runLater(() -> shell.say(message));
    }

    /** A problem with its remedy. */
    public void warn(String message) {
        Platform.runLater(() -> shell.warn(message));
    }

    /** Opens or brings forward a screen. */
    public void open(String view) {
        Platform.runLater(() -> {
            if (!filled) {
                fill(); // else what was open last time would come over it
            }
            shell.open(view);
        });
    }

    public Situation situation() {
        return shell.context().model.situation();
    }

    /** Newest values as the screens see them. */
    public Latest latest(String metric, EntityKind kind) {
        return shell.context().model.latest().latest(new MetricId(metric), kind);
    }

    public void close() {
        Platform.runLater(() -> {
            Stage stage = shell.window().stage();
            if (stage == null) {
                closeShell();
            } else {
                stage.close();
            }
        });
    }

    /** As {@link #close}, when the program is ended from outside: nothing can be drawn any more, what is open is kept. */
    public void end() {
        Toolkit.whileEnding(() -> {
            try {
                closeShell();
            } finally {
                release();
            }
        });
    }

    /** Returns when all that the first picture shows is made and it is being painted, or the window was closed before. */
    public void awaitPainting() throws InterruptedException {
        painting.await();
    }

    /** Returns when the window was drawn for the first time, or was closed before that. */
    public void awaitDrawn() throws InterruptedException {
        drawn.await();
    }

    /** Returns when the window was closed. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /**
     * Holds once the site has a power value that is not stale; where none comes for a while, once anything else has one, be
     * it stale; and in the end once there is a plant at all: not everything that is measured is power.
     */
    public static Predicate<Ready> values() {
        int[] others = {0};
        int[] waited = {0};
        return ready -> {
            if (has(ready, "site.power", EntityKind.SITE, Set.of(DataState.OK))) {
                return true;
            }
            Set<DataState> told = Set.of(DataState.OK, DataState.STALE);
            waited[0] += ready.situation().plant().size() > 0 ? 1 : 0;
            boolean any = has(ready, "site.power", EntityKind.SITE, told)
                    || has(ready, "gpu.power", EntityKind.GPU, told)
                    || has(ready, "node.power", EntityKind.NODE, told);
            others[0] += any ? 1 : 0;
            return others[0] >= WITHOUT_SITE || waited[0] >= WITHOUT_POWER;
        };
    }

    private static boolean has(Ready ready, String metric, EntityKind kind, Set<DataState> told) {
        Latest latest = ready.latest(metric, kind);
        for (int slot = 0; slot < latest.size(); slot++) {
            if (told.contains(latest.state(slot))) {
                return true;
            }
        }
        return false;
    }

    /** What a picture may wait for. */
    public interface Ready {
        Situation situation();

        Latest latest(String metric, EntityKind kind);
    }

    /**
     * Draws a screen inside its whole window, without any window on a display, once {@code ready} holds.
     *
     * @param view id of the screen @param saved what it begins with, as it saves it @return a PNG
     * @throws IllegalArgumentException when there is no such screen
     * @throws IllegalStateException when it was not ready within 30 s
     */
    public static byte[] snapshot(
            DeskSetup setup,
            String view,
            Map<String, String> saved,
            int width,
            int height,
            Theme theme,
            Predicate<Ready> ready) {
        known(setup, view); // before the toolkit is begun: it would still be starting while the program ends
        Toolkit.await();
        Shell shell = onFx(() -> {
            Shell made = new Shell(setup.withTheme(theme), System::nanoTime);
            Scene scene = made.window().scene(width, height);
            layout(scene);
            made.window().area().active().open(provider(setup, view), saved);
            made.attach(setup.feed(), setup.history());
            made.context().demand("node.power", EntityKind.NODE); // by these a picture knows that it may be taken
            made.context().demand("gpu.power", EntityKind.GPU);
            return made;
        });
        try {
            await(shell, ready);
            return onFx(() -> png(shell.window().root().getScene().snapshot(null)));
        } finally {
            onFx(() -> {
                shell.discard();
                return true;
            });
        }
    }

    /**
     * Draws one part, such as a chart, without any window.
     *
     * @param part makes the part for a look @return a PNG of that size
     */
    public static byte[] picture(Theme theme, int width, int height, Function<ObservableValue<Look>, Region> part) {
        Toolkit.await();
        return onFx(() -> {
            Look look = Look.of(Palette.of(theme), 1);
            Region made = part.apply(new SimpleObjectProperty<>(look));
            StackPane root = new StackPane(made);
            root.setPadding(new Insets(16));
            Scene scene = new Scene(root, width, height, look.color(Token.BG));
            scene.getStylesheets().setAll(Stylesheets.of(theme));
            layout(scene);
            return png(scene.snapshot(null));
        });
    }

    /** @throws IllegalArgumentException naming the screens where that is none of them */
    private static void known(DeskSetup setup, String view) {
        if (setup.views().stream().noneMatch(p -> p.id().equals(view))) {
            String known = setup.views().stream().map(p -> p.id()).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("no screen is called " + view + "; there are: " + known);
        }
    }

    /** Why there is no picture. @param asked what its values were asked of */
    static String untold(LinkState link, String asked) {
        String peer = link.peer().isEmpty() ? asked : link.peer();
        return link.carries()
                ? "no values within 30 s; is the source running?"
                : "cannot reach " + peer + " within 30 s" + (link.detail().isEmpty() ? "" : ": " + link.detail())
                        + "; is a gateway running there?";
    }

    private static millwright.desk.ViewProvider provider(DeskSetup setup, String view) {
        return setup.views().stream()
                .filter(p -> p.id().equals(view))
                .findFirst()
                .orElseThrow();
    }

    private static void await(Shell shell, Predicate<Ready> ready) {
        long start = System.nanoTime();
        Ready seen = new Ready() {
            @Override
            public Situation situation() {
                return shell.context().model.situation();
            }

            @Override
            public Latest latest(String metric, EntityKind kind) {
                return shell.context().model.latest().latest(new MetricId(metric), kind);
            }
        };
        int settled = 0;
        while (settled < SETTLE) {
            boolean holds = onFx(() -> {
                shell.beat();
                layout(shell.window().root().getScene());
                OpenView shown = shell.window().area().active().front();
                return ready.test(seen) && (shown == null || shown.settled());
            });
            settled += holds ? 1 : 0;
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                LinkState link = shell.context().model.situation().link();
                throw new IllegalStateException(
                        untold(link, shell.context().setup.feed().name()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(FRAME_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while drawing", e);
        }
    }

    static void layout(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    static byte[] png(WritableImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static <T> T onFx(java.util.concurrent.Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the window", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
