package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import millwright.desk.ViewProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A screen that throws shows its own error card; the others go on; trying again works once the fault is gone. */
class BrokenViewsTest {
    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1);

    @BeforeEach
    void toolkit() {
        Fx.start();
    }

    private static TestViews.Provider provider(List<ViewProvider> views, int index) {
        return (TestViews.Provider) views.get(index);
    }

    private Shell opened(List<ViewProvider> views) {
        Shell shell = Fx.shell(Fx.setup(TestFeed.demo(), views, folder), clock, 1600, 900);
        Fx.run(() -> shell.open("floor"));
        return shell;
    }

    private static OpenView front(Shell shell) {
        return Fx.run(() -> shell.window().area().active().front());
    }

    private static void assertCard(Shell shell, String id) {
        OpenView front = front(shell);
        assertEquals(id, front.provider().id());
        assertTrue(front.failed(), "failed");
        assertInstanceOf(
                ErrorCard.class, Fx.run(() -> front.node().getChildren().getFirst()));
    }

    @Test
    void throwingInCreateShowsACardAndRetryRecovers() {
        List<ViewProvider> views = TestViews.all(TestViews.Throws.CREATE);
        Shell shell = opened(views);
        assertCard(shell, "floor");
        provider(views, 1).where = TestViews.Throws.NOWHERE;
        Fx.run(() -> {
            var again = (javafx.scene.control.Button) front(shell).node().lookup(".primary");
            again.fire();
        });
        assertFalse(front(shell).failed());
        Fx.beat(shell, clock, 2);
        assertTrue(provider(views, 1).made.getFirst().pulses > 0, "beats again");
        Fx.run(shell::discard);
    }

    @Test
    void throwingInPulseShowsACardAndOthersBeatOn() {
        List<ViewProvider> views = TestViews.all(TestViews.Throws.PULSE);
        Shell shell = opened(views);
        Fx.beat(shell, clock, 2);
        assertCard(shell, "floor");
        assertTrue(provider(views, 1).made.getFirst().closed, "the broken screen was closed");
        assertEquals(1, provider(views, 1).made.getFirst().pulses);
        Fx.run(() -> shell.open("power"));
        Fx.beat(shell, clock, 3);
        assertTrue(provider(views, 2).made.getFirst().pulses >= 3);
        Fx.run(shell::discard);
    }

    @Test
    void throwingInAnEventHandlerShowsACardAndNothingReachesTheThread() {
        List<ViewProvider> views = TestViews.all(TestViews.Throws.EVENT);
        Shell shell = opened(views);
        Fx.run(() -> provider(views, 1).made.getFirst().button.fire());
        assertCard(shell, "floor");
        Fx.run(shell::discard);
    }

    @Test
    void throwingInLaterWorkShowsACard() {
        List<ViewProvider> views = TestViews.all(TestViews.Throws.LATER);
        Shell shell = opened(views);
        Fx.run(() -> provider(views, 1).made.getFirst().button.fire());
        Fx.beat(shell, clock, 1);
        assertCard(shell, "floor");
        Fx.run(shell::discard);
    }

    @Test
    void onlyTheScreenInFrontBeats() {
        List<ViewProvider> views = TestViews.all(TestViews.Throws.NOWHERE);
        Shell shell = opened(views);
        Fx.beat(shell, clock, 3);
        int before = provider(views, 0).made.getFirst().pulses;
        Fx.beat(shell, clock, 5);
        assertEquals(before, provider(views, 0).made.getFirst().pulses);
        assertTrue(provider(views, 1).made.getFirst().pulses >= 5);
        Fx.run(shell::discard);
    }
}
