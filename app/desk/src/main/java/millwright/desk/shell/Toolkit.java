package millwright.desk.shell;

import com.sun.glass.ui.Application;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.StackPane;
import millwright.styles.Fonts;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;

/**
 * The start of the toolkit, which takes most of a second and needs nothing else: begun early, it runs beside the opening
 * of the source. Any thread; started once, by whoever asks first. When it cannot start, whoever waits is told why.
 */
public final class Toolkit {
    private static final System.Logger LOG = System.getLogger(Toolkit.class.getName());

    private static final CompletableFuture<Void> UP = start(Platform::startup);

    private Toolkit() {}

    /** Starts the toolkit, if nobody has, and returns at once. */
    public static void begin() {
        // whoever calls this initialises the class, and that starts it
    }

    /** @throws NoWindowException when the toolkit cannot start, such as without a display that can be opened */
    public static void await() {
        await(UP);
    }

    /** Does it at once on the FX thread, and soon there when another thread asks. */
    public static void onFx(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            later(work);
        }
    }

    /** Does it on the FX thread, soon. */
    public static void later(Runnable work) {
        Platform.runLater(work);
    }

    /**
     * Does it on the FX thread while the program is being ended. The toolkit hears of a signal when everybody else does, and
     * from then on forgets whatever {@link Platform} is asked to do, without a word; its event loop below goes on.
     */
    static void whileEnding(Runnable work) {
        Application.invokeLater(work);
    }

    /** Ends the toolkit, which cannot be started again. */
    public static void end() {
        Platform.exit();
    }

    static void await(CompletableFuture<Void> up) {
        try {
            up.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason = cause.getMessage();
            throw new NoWindowException(reason == null ? cause.getClass().getSimpleName() : reason, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the toolkit started", e);
        }
    }

    /** @param starter runs what it is handed once the toolkit is up, or throws */
    static CompletableFuture<Void> start(Consumer<Runnable> starter) {
        return start(starter, PlatformSheet::read);
    }

    /** @param reading what is read beside the start */
    static CompletableFuture<Void> start(Consumer<Runnable> starter, Runnable reading) {
        CompletableFuture<Void> up = new CompletableFuture<>();
        CompletableFuture<Void> sheet = CompletableFuture.runAsync(
                () -> warm(reading), Thread.ofPlatform().daemon().name("toolkit-sheet")::start);
        Thread.ofPlatform().daemon().name("toolkit-start").start(() -> {
            Platform.setImplicitExit(false); // the program ends when it wants to, and may open another window before
            try {
                starter.accept(() -> warm(sheet, up));
            } catch (IllegalStateException e) {
                up.complete(null); // somebody else, such as a test, has started it
            } catch (RuntimeException | Error e) {
                // a display that cannot be opened, or a library of the system that is missing
                up.completeExceptionally(e);
            }
        });
        return up;
    }

    /** Fonts and style sheets are read once for all windows; better while the source still opens. */
    private static void warm(CompletableFuture<Void> sheet, CompletableFuture<Void> up) {
        try {
            warm(sheet::join); // unread it is read later, with the first control
            warm(PlatformSheet::take);
        } finally {
            up.complete(null);
        }
        warm(Toolkit::read);
    }

    /** Where the program ends meanwhile nothing can be read any more, and whoever opens a window later is told why. */
    static void warm(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "nothing was read ahead", e);
        }
    }

    private static void read() {
        Fonts.load();
        StackPane root = new StackPane(new Label("0"), new Button("0"), new MenuButton("0"));
        Scene scene = new Scene(root);
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        root.applyCss();
    }
}
