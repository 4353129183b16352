package millwright.fxwatch;

import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test during which an exception ended unhandled on any thread, or the trace of one was printed on
 * {@code System.err}: JavaFX only prints what its event thread and some of its parts catch, and the test would stay green.
 * What is logged is no such thing. Registered by ServiceLoader for every test of a module that depends on this one; collects
 * from all threads, reports on the test's.
 */
public final class FxWatch implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace OWN = Namespace.create(FxWatch.class);

    /** What was set before, and what ended unhandled since. */
    private record Watch(Queue<Throwable> unhandled, Holder before, PrintStream err, ErrWatch printed) {}

    private record Holder(@Nullable UncaughtExceptionHandler handler) {}

    @Override
    public void beforeEach(ExtensionContext test) {
        Queue<Throwable> unhandled = new ConcurrentLinkedQueue<>();
        PrintStream err = System.err;
        ErrWatch printed = new ErrWatch(err);
        Holder before = new Holder(Thread.getDefaultUncaughtExceptionHandler());
        test.getStore(OWN).put(Watch.class, new Watch(unhandled, before, err, printed));
        System.setErr(new PrintStream(printed, true, err.charset()));
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace(err);
            unhandled.add(failure);
        });
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Watch watch = test.getStore(OWN).remove(Watch.class, Watch.class);
        if (watch == null) {
            return;
        }
        Thread.setDefaultUncaughtExceptionHandler(watch.before().handler());
        System.setErr(watch.err());
        Throwable first = watch.unhandled().peek();
        if (first != null) {
            AssertionError error = new AssertionError(
                    watch.unhandled().size() + " exceptions ended unhandled on other threads, the first: " + first);
            watch.unhandled().forEach(error::addSuppressed);
            throw error;
        }
        String trace = watch.printed().trace();
        if (!trace.isEmpty()) {
            throw new AssertionError("the trace of an exception was printed on System.err: " + trace);
        }
    }
}
