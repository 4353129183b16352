package millwright.fxwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class FxWatchTest {
    @Test
    void aTestDuringWhichAThreadDiesFails() {
        TestExecutionSummary summary = run(Dies.class);
        assertEquals(1, summary.getTestsFailedCount());
        String message = summary.getFailures().getFirst().getException().getMessage();
        assertTrue(message.contains("1 exceptions ended unhandled") && message.contains("planted"), message);
    }

    @Test
    void aQuietTestPassesAndTheFormerHandlerIsBack() {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        assertEquals(1, run(Quiet.class).getTestsSucceededCount());
        assertEquals(before, Thread.getDefaultUncaughtExceptionHandler());
    }

    @Test
    void aTestDuringWhichATraceIsPrintedFails() {
        var before = System.err;
        TestExecutionSummary summary = run(Prints.class);
        assertEquals(1, summary.getTestsFailedCount());
        String message = summary.getFailures().getFirst().getException().getMessage();
        assertTrue(message.contains("printed on System.err: java.lang.IllegalStateException: planted at "), message);
        assertEquals(before, System.err);
    }

    @Test
    void wordsOnTheErrorStreamAndWhatIsLoggedAreNoFailure() {
        assertEquals(2, run(Speaks.class).getTestsSucceededCount());
    }

    @Test
    void itIsFoundWithoutBeingNamed() {
        assertEquals(1, run(DiesUnnamed.class).getTestsFailedCount());
    }

    private static TestExecutionSummary run(Class<?> planted) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(planted))
                .filters(TagFilter.includeTags("planted"))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .build();
        var summary = new SummaryGeneratingListener();
        var shown = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream())); // what is planted is no trace of this test
        try {
            LauncherFactory.create().execute(request, summary);
        } finally {
            System.setErr(shown);
        }
        return summary.getSummary();
    }

    private static void dieElsewhere() throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(() -> {
            throw new IllegalStateException("planted");
        });
        thread.join();
    }

    @Tag("planted")
    @ExtendWith(FxWatch.class)
    static class Dies {
        @Test
        void dies() throws InterruptedException {
            dieElsewhere();
        }
    }

    @Tag("planted")
    static class DiesUnnamed {
        @Test
        void dies() throws InterruptedException {
            dieElsewhere();
        }
    }

    @Tag("planted")
    static class Prints {
        @Test
        void prints() throws InterruptedException {
            Thread.ofPlatform()
                    .start(() -> new IllegalStateException("planted").printStackTrace())
                    .join();
        }
    }

    @Tag("planted")
    static class Speaks {
        @Test
        void speaks() {
            System.err.println("the display is at :99 (no trace of anything)");
        }

        @Test
        void logs() {
            System.getLogger("test").log(System.Logger.Level.ERROR, "planted", new IllegalStateException("planted"));
        }
    }

    @Tag("planted")
    static class Quiet {
        @Test
        void isQuiet() throws InterruptedException {
            Thread.ofPlatform().start(() -> {}).join();
        }
    }
}
