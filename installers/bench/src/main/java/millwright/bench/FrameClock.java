package millwright.bench;

import com.sun.javafx.logging.Logger;
import com.sun.javafx.logging.PulseLogger;
import java.lang.reflect.Field;

/**
 * Hears from the toolkit itself when a pulse starts and when the rendering thread has handed its pixels to the window.
 * Needs -Djavafx.pulseLogger=true, whose printing it replaces. FX and rendering threads.
 */
final class FrameClock extends Logger {
    private volatile long pulseStarted;
    private volatile long renderEnded;
    private volatile boolean waiting;

    /** Takes the place of the logger that prints. */
    static FrameClock install() throws ReflectiveOperationException {
        Field field = PulseLogger.class.getDeclaredField("loggers");
        field.setAccessible(true);
        FrameClock clock = new FrameClock();
        Logger[] loggers = (Logger[]) field.get(null);
        java.util.Arrays.fill(loggers, clock);
        return clock;
    }

    @Override
    public void pulseStart() {
        pulseStarted = System.nanoTime();
    }

    @Override
    public void renderEnd() {
        if (waiting) {
            renderEnded = System.nanoTime();
            waiting = false;
        }
    }

    /** Start of the present pulse; from now on the end of the next rendering is waited for. */
    long begin() {
        waiting = true;
        return pulseStarted;
    }

    boolean isRendering() {
        return waiting;
    }

    long renderEnded() {
        return renderEnded;
    }
}
