package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits for a toolkit that cannot start is told why, and never waits for ever. */
@Timeout(60)
class ToolkitTest {
    private static CompletableFuture<Void> failing(Throwable problem) {
        Consumer<Runnable> starter = up -> {
            if (problem instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) problem;
        };
        return Toolkit.start(starter);
    }

    @Test
    void aDisplayThatCannotBeOpenedIsToldToWhoeverWaits() {
        CompletableFuture<Void> up = failing(new RuntimeException("Unable to open DISPLAY"));
        NoWindowException told = assertThrows(NoWindowException.class, () -> Toolkit.await(up));
        assertEquals("Unable to open DISPLAY", told.getMessage());
    }

    @Test
    void soIsAMissingLibraryOfTheSystem() {
        CompletableFuture<Void> up = failing(new UnsatisfiedLinkError("no glassgtk3"));
        assertEquals(
                "no glassgtk3",
                assertThrows(NoWindowException.class, () -> Toolkit.await(up)).getMessage());
    }

    @Test
    void whatCannotBeReadAheadWhileTheProgramEndsIsNoFailure() {
        assertDoesNotThrow(() -> Toolkit.warm(() -> {
            throw new IllegalStateException("font x.woff cannot be loaded from the jar; install again");
        }));
    }

    @Test
    void aSheetThatCannotBeReadAheadKeepsNobodyWaiting() {
        Toolkit.await();
        CompletableFuture<Void> up = Toolkit.start(Platform::runLater, () -> {
            throw new NoClassDefFoundError("com/sun/javafx/css/StyleManager");
        });
        assertDoesNotThrow(() -> up.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aToolkitThatSomebodyElseStartedIsUp() {
        CompletableFuture<Void> up = failing(new IllegalStateException("Toolkit already initialized"));
        assertDoesNotThrow(() -> Toolkit.await(up));
    }
}
