package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import millwright.desk.ViewProvider;
import millwright.feed.CaptureLabel;
import millwright.feed.Sessions;
import millwright.plant.Catalogue;
import millwright.plant.Times;
import millwright.styles.Theme;

/** Runs work on the FX thread and fails the test with whatever went wrong there, caught by the test or by nobody. */
final class Fx {
    private static final AtomicReference<Throwable> UNCAUGHT = new AtomicReference<>();

    private Fx() {}

    static void start() {
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException running) {
            System.getLogger("test").log(System.Logger.Level.DEBUG, "toolkit runs", running);
        }
        Platform.setImplicitExit(false);
        UNCAUGHT.set(null);
        run(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, problem) -> UNCAUGHT.compareAndSet(null, problem));
            return null;
        });
    }

    static <T> T run(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (Platform.isFxApplicationThread()) {
            task.run(); // waiting for itself would be for ever
        } else {
            Platform.runLater(task);
        }
        try {
            T result = task.get();
            Throwable problem = UNCAUGHT.get();
            if (problem != null) {
                throw new AssertionError("uncaught on the FX thread", problem);
            }
            return result;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Error error ? error : new AssertionError(e.getCause());
        }
    }

    static void run(Runnable work) {
        run(() -> {
            work.run();
            return null;
        });
    }

    /** A desk without a window, beaten by hand. */
    static DeskSetup setup(TestFeed feed, List<ViewProvider> views, Path folder) {
        Clock clock = Clock.fixed(Times.instant(TestPlant.NOW), ZoneOffset.UTC);
        return new DeskSetup(
                feed,
                feed,
                Catalogue.standard(),
                new NoSessions(),
                "Operator 2",
                "NOC, shift 2",
                folder,
                clock,
                Theme.DARK,
                1,
                views);
    }

    static Shell shell(DeskSetup setup, AtomicLong nanoTime, double width, double height) {
        return run(() -> {
            Shell shell = new Shell(setup, nanoTime::get);
            Scene scene = shell.window().scene(width, height);
            shell.restore();
            shell.attach(setup.feed(), setup.history());
            Desk.layout(scene);
            return shell;
        });
    }

    static void beat(Shell shell, AtomicLong nanoTime, int times) {
        for (int i = 0; i < times; i++) {
            run(() -> {
                nanoTime.addAndGet(16_000_000);
                shell.context().model.publish();
                shell.beat();
                Desk.layout(shell.window().root().getScene());
            });
        }
    }

    /** Until it is so, at most 10 s. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 10 s");
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The window as it is into target/pictures. */
    static void save(Shell shell, String name) throws IOException {
        Path out = Path.of("target", "pictures");
        Files.createDirectories(out);
        Files.write(
                out.resolve(name + ".png"),
                Desk.png(run(() -> shell.window().root().getScene().snapshot(null))));
    }

    record NoSessions() implements Sessions {
        @Override
        public void openCapture(Path capture) {}

        @Override
        public CaptureLabel label(Path capture) {
            return CaptureLabel.unreadable("not opened here");
        }

        @Override
        public void attach(String hostPort) {}

        @Override
        public void startRecording(Path capture) {}

        @Override
        public void stopRecording() {}

        @Override
        public Status status() {
            return new Status("test", "", 0, 0, "");
        }
    }
}
