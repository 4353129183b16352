package millwright.fxwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

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
        LauncherFactory.create().execute(request, summary);
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
    static class Quiet {
        @Test
        void isQuiet() throws InterruptedException {
            Thread.ofPlatform().start(() -> {}).join();
        }
    }
}
