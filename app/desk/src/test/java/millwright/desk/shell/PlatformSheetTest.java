package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.sun.javafx.application.PlatformImpl;
import com.sun.javafx.css.StyleManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read ahead is what the toolkit would have read, sheet by sheet, and is not read again. */
@Timeout(60)
class PlatformSheetTest {
    private static final StyleManager SHEETS = StyleManager.getInstance();

    /** Containers of sheets; they name themselves in words. */
    private static List<?> sheets() {
        return List.copyOf(SHEETS.platformUserAgentStylesheetContainers);
    }

    private static void onFx(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Toolkit.onFx(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }

    @Test
    void whatIsReadAheadIsWhatTheToolkitWouldHaveRead() {
        Toolkit.await();
        onFx(() -> {
            SHEETS.platformUserAgentStylesheetContainers.clear();
            Application.setUserAgentStylesheet(null); // reads as it would have
            List<String> own = sheets().stream().map(Object::toString).toList();
            assertFalse(own.isEmpty());
            SHEETS.platformUserAgentStylesheetContainers.clear();
            PlatformSheet.read();
            Object ahead = sheets().getFirst();
            PlatformSheet.take();
            new Button("asks for it");
            PlatformImpl.setDefaultPlatformUserAgentStylesheet();
            assertEquals(own, sheets().stream().map(Object::toString).toList());
            assertSame(ahead, sheets().getFirst(), "it is not read again");
        });
    }
}
