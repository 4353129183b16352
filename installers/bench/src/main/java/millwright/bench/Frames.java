package millwright.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.animation.AnimationTimer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import millwright.desk.shell.Toolkit;

/**
 * Drives a window of 1600x900 frame by frame, each from the start of its pulse to the end of its rendering, and reads
 * every 50th back from the screen. FX thread; ends when all frames were drawn.
 */
final class Frames {
    static final int WIDTH = 1600;
    static final int HEIGHT = 900;
    private static final int EVERY = 50;
    private static final int LOOKS = 5;

    /** What is drawn. FX thread. */
    interface Subject {
        Scene scene() throws Exception;

        /** Changes what is shown; frame numbers rise from 0. */
        void draw(int frame);

        /** @param pixels of the whole screen, ARGB, row by row @return "" when it is what should be seen, else what is not */
        String check(int frame, int[] pixels);
    }

    private final FrameClock clock;
    private final Subject subject;
    private final int warm;
    private final double[] millis;
    private int frame;
    private int finished;
    private long started;
    private long drawing;
    private int looks;
    private int read;
    private int right;
    private String wrong = "";

    private Frames(FrameClock clock, Subject subject, int warm, int counted) {
        this.clock = clock;
        this.subject = subject;
        this.warm = warm;
        millis = new double[counted];
    }

    /** @return a line: frames p50 p95 p99 read right and what was wrong */
    static String measure(java.util.function.Supplier<Subject> subjects, int warm, int counted) throws Exception {
        FrameClock clock = FrameClock.install();
        CompletableFuture<String> done = new CompletableFuture<>();
        Toolkit.await();
        Toolkit.later(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, e) -> done.completeExceptionally(e));
            try {
                new Frames(clock, subjects.get(), warm, counted).start(done);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a frame failed", e.getCause());
        } finally {
            Toolkit.end();
        }
    }

    private void start(CompletableFuture<String> done) throws Exception {
        Stage stage = new Stage(StageStyle.UNDECORATED);
        stage.setScene(subject.scene());
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        stage.show();
        Robot robot = new Robot();
        new AnimationTimer() {
            private int settle = 20;

            @Override
            public void handle(long now) {
                if (clock.isRendering() || settle-- > 0) {
                    return;
                }
                settle = 0;
                if (finished != frame) {
                    if (!finish(robot)) {
                        return;
                    }
                    finished = frame;
                    if (frame % EVERY == 0) {
                        return; // what reading back took must not count as part of the next frame
                    }
                }
                if (frame == warm + millis.length) {
                    stop();
                    done.complete(line());
                    return;
                }
                started = clock.begin();
                subject.draw(frame++);
                drawing += System.nanoTime() - started;
            }
        }.start();
    }

    /** @return false when the picture of a frame has not arrived on the screen yet; the server draws on its own time */
    private boolean finish(Robot robot) {
        if (frame > warm) {
            millis[frame - warm - 1] = (clock.renderEnded() - started) / 1e6;
        }
        if (frame % EVERY != 0) {
            return true;
        }
        WritableImage seen = robot.getScreenCapture(null, new Rectangle2D(0, 0, WIDTH, HEIGHT));
        int[] pixels = new int[WIDTH * HEIGHT];
        seen.getPixelReader().getPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
        String fault = subject.check(frame - 1, pixels);
        if (!fault.isEmpty() && ++looks < LOOKS) {
            return false;
        }
        looks = 0;
        read++;
        right += fault.isEmpty() ? 1 : 0;
        wrong = wrong.isEmpty() ? fault : wrong;
        return true;
    }

    private String line() {
        Arrays.sort(millis);
        System.err.printf(Locale.ROOT, "of a frame, %.2f ms were the view's own%n", drawing / 1e6 / frame);
        return String.format(
                Locale.ROOT,
                "%d %.3f %.3f %.3f %d %d %s",
                millis.length,
                at(0.5),
                at(0.95),
                at(0.99),
                read,
                right,
                wrong);
    }

    private double at(double share) {
        return millis[(int) Math.min(millis.length - 1, Math.ceil(share * millis.length) - 1)];
    }
}
