package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.control.Button;
import millwright.desk.ViewProvider;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.FixturePlant;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.PlantChanged;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.styles.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every screen that ships, made to throw: its own error card stands there, all the others go on, and trying again works
 * once the fault is gone.
 */
class RealScreensThatThrowTest {
    private static final int SCREENS = 9;

    @TempDir
    Path folder;

    private final AtomicLong nanoTime = new AtomicLong(1);
    private final List<Breaking> screens = new ArrayList<>();
    private Shell shell;

    /** Tells the plant and nothing else. */
    private record Told(Plant plant) implements Feed {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public void open(FeedSink sink) {
            sink.accept(new PlantChanged(plant.revision(), FixtureContext.NOW, plant.whole(), true));
        }

        @Override
        public void send(Command command) {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        ServiceLoader.load(ViewProvider.class).forEach(v -> screens.add(new Breaking(v)));
        screens.sort(Comparator.comparingInt(ViewProvider::order));
        Plant plant = FixturePlant.of(1, 2);
        shell = Pictures.onFx(() -> {
            FixtureContext fixture = new FixtureContext(plant, Mood.LIVE, Theme.DARK);
            DeskSetup setup = new DeskSetup(
                    new Told(plant),
                    fixture.history(),
                    fixture.catalogue(),
                    fixture.sessions(),
                    "operator",
                    "",
                    folder,
                    Clock.fixed(Times.instant(FixtureContext.NOW), ZoneOffset.UTC),
                    Theme.DARK,
                    1,
                    List.copyOf(screens));
            Shell made = new Shell(setup, nanoTime::get);
            made.window().scene(1280, 800);
            made.attach(setup.feed(), setup.history());
            return made;
        });
        screens.forEach(s -> show(s.id()));
    }

    @AfterEach
    void close() {
        Pictures.onFx(() -> {
            shell.discard();
            return true;
        });
        for (Breaking screen : screens) {
            assertEquals(screen.opened, screen.closed, screen.id() + " is closed as often as it was made");
        }
    }

    /** Brings a screen to the front and lets the window beat twice. */
    private OpenView show(String id) {
        return Pictures.onFx(() -> {
            shell.open(id);
            for (int i = 0; i < 2; i++) {
                nanoTime.addAndGet(16_000_000);
                shell.context().model.publish();
                shell.beat();
            }
            Desk.layout(shell.window().root().getScene());
            OpenView front = shell.window().area().active().front();
            assertNotNull(front);
            assertEquals(id, front.provider().id());
            return front;
        });
    }

    /** Closes the tab, breaks the screen and opens it again; then the workspace is asked what to remember. */
    private OpenView broken(Breaking screen, Breaking.Where where) {
        OpenView whole = show(screen.id());
        assertFalse(whole.failed(), screen.id() + " works");
        Pictures.onFx(() -> {
            shell.window().area().active().close(whole);
            screen.where = where;
            return true;
        });
        OpenView open = show(screen.id());
        Pictures.onFx(() -> shell.window().save());
        return open;
    }

    @Test
    void nineScreensAreTried() {
        assertEquals(SCREENS, screens.size());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOWHERE")
    void eachShowsItsOwnCardAndTheOthersGoOn(Breaking.Where where) {
        for (Breaking screen : screens) {
            OpenView open = broken(screen, where);
            assertTrue(open.failed(), screen.id() + " at " + where);
            ErrorCard card =
                    assertInstanceOf(ErrorCard.class, open.node().getChildren().getFirst());
            assertEquals(
                    screen.title() + " " + where.told,
                    card.getChildren().getFirst().getAccessibleText());
            othersGoOn(screen);
            screen.where = Breaking.Where.NOWHERE;
            int before = screen.pulses;
            Pictures.onFx(() -> {
                ((Button) open.node().lookup(".primary")).fire();
                return true;
            });
            assertFalse(show(screen.id()).failed(), screen.id() + " works again");
            assertTrue(screen.pulses > before, screen.id() + " beats again");
        }
    }

    private void othersGoOn(Breaking broken) {
        for (Breaking other : screens) {
            if (other != broken) {
                int before = other.pulses;
                assertFalse(show(other.id()).failed(), other.id() + " beside " + broken.id());
                assertTrue(other.pulses > before, other.id() + " goes on beside " + broken.id());
            }
        }
        assertTrue(show(broken.id()).failed(), broken.id() + " waits to be tried again");
    }
}
