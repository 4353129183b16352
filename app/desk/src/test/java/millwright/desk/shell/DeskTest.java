package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import millwright.desk.workspace.Workspace;
import millwright.desk.workspace.WorkspaceShelf;
import millwright.feed.LinkState;
import millwright.plant.EntityKind;
import millwright.styles.Theme;
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
    void aPictureThatNobodyAnswersForNamesWhoWasAsked() {
        LinkState silent = new LinkState(
                LinkState.Condition.CONNECTING, 0, "connection refused", LinkState.Telling.NEWS, "host-7:7077", 0);
        assertEquals(
                "cannot reach host-7:7077 within 30 s: connection refused; is a gateway running there?",
                Desk.untold(silent, "demo"));
        assertEquals(
                "no values within 30 s; is the source running?",
                Desk.untold(new LinkState(LinkState.Condition.ATTACHED, 0, ""), "demo"));
    }

    @Test
    void aScreenThatDoesNotExistIsToldWithThoseThatDo() {
        DeskSetup setup = Fx.setup(TestFeed.demo(), TestViews.all(TestViews.Throws.NOWHERE), folder);
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> Desk.snapshot(setup, "flor", Map.of(), 800, 600, Theme.DARK, _ -> true))
                .getMessage();
        assertTrue(told.startsWith("no screen is called flor; there are: overview, "), told);
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
