package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import millwright.desk.workspace.Workspace;
import millwright.desk.workspace.WorkspaceShelf;
import millwright.plant.EntityKind;
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

    @Test
    @Timeout(60)
    void aWindowThatIsClosedBeforeItsScreensAreMadeLeavesTheSavedWorkspaceAsItWas() throws Exception {
        DeskSetup setup = Fx.setup(TestFeed.demo(), TestViews.all(TestViews.Throws.NOWHERE), folder);
        Desk first = Desk.show(setup);
        while (first.latest("site.power", EntityKind.SITE).size() == 0) {
            Fx.run(() -> ""); // its screens are made a moment after it is drawn
        }
        first.close();
        first.awaitClose();
        Workspace saved = new WorkspaceShelf(setup.workspaces()).last().orElseThrow();
        assertEquals(1, saved.windows().getFirst().panes().size());

        Desk second = Fx.run(() -> {
            Desk shown = Desk.show(setup);
            shown.close();
            return shown;
        });
        second.awaitClose();
        assertEquals(saved, new WorkspaceShelf(setup.workspaces()).last().orElseThrow());
    }
}
