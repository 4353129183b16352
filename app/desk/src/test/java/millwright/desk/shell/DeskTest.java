package millwright.desk.shell;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The window as the launcher sees it. */
class DeskTest {
    @TempDir
    Path folder;

    @BeforeEach
    void toolkit() {
        Fx.start();
    }

    @Test
    @Timeout(60)
    void whoeverWaitsForTheFirstPictureOfAWindowThatWasClosedBeforeItIsLetGo() throws InterruptedException {
        DeskSetup setup = Fx.setup(TestFeed.demo(), TestViews.all(TestViews.Throws.NOWHERE), folder);
        // closed in the same turn of the FX thread in which it opened: no picture comes between
        Desk desk = Fx.run(() -> {
            Desk shown = Desk.show(setup);
            shown.close();
            return shown;
        });
        desk.awaitDrawn();
        desk.awaitClose();
    }
}
