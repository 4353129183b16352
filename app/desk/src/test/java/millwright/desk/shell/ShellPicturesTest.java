package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import millwright.feed.Gap;
import millwright.feed.LinkState;
import millwright.feed.TimeState;
import millwright.plant.Times;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws the window in its moods into target/pictures, and checks that what must be seen is there. */
class ShellPicturesTest {
    private static final Path OUT = Path.of("target", "pictures");

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1);

    @BeforeEach
    void toolkit() throws IOException {
        Fx.start();
        Files.createDirectories(OUT);
    }

    private WritableImage picture(
            String name, TestFeed feed, Theme theme, int w, int h, double scale, java.util.function.Consumer<Shell> set)
            throws IOException {
        DeskSetup setup = Fx.setup(feed, TestViews.all(TestViews.Throws.NOWHERE), folder)
                .withTheme(theme)
                .withTextScale(scale);
        Shell shell = Fx.shell(setup, clock, w, h);
        Fx.run(() -> set.accept(shell));
        Fx.beat(shell, clock, 12);
        WritableImage image = Fx.run(() -> shell.window().root().getScene().snapshot(null));
        Files.write(OUT.resolve(name + ".png"), Desk.png(image));
        Fx.run(shell::discard);
        return image;
    }

    private static long count(WritableImage image, Theme theme, Token token, int x, int y, int w, int h) {
        int wanted = Palette.of(theme).argb(token);
        long n = 0;
        for (int py = y; py < y + h; py++) {
            for (int px = x; px < x + w; px++) {
                n += image.getPixelReader().getArgb(px, py) == wanted ? 1 : 0;
            }
        }
        return n;
    }

    @Test
    void aBrokenFigureStandsOutAndOnlyThat() throws IOException {
        WritableImage image = picture("shell-dark", TestFeed.demo(), Theme.DARK, 1600, 900, 1, shell -> {
            shell.context().selection.select(TestPlant.RACK);
            shell.open("alarms");
            shell.open("floor");
        });
        assertTrue(count(image, Theme.DARK, Token.ALARM_2_FILL, 1032, 20, 20, 20) > 20, "headroom shows its shape");
        assertTrue(count(image, Theme.DARK, Token.ALARM_2_FILL, 552, 18, 470, 16) == 0, "calm figures are quiet");
    }

    @Test
    void dayThemeDrawsTheSameWindow() throws IOException {
        WritableImage image = picture(
                "shell-day",
                TestFeed.demo(),
                Theme.DAY,
                1600,
                900,
                1,
                shell -> shell.context().selection.select(TestPlant.RACK));
        assertTrue(count(image, Theme.DAY, Token.CHROME, 0, 0, 1600, 56) > 30_000, "day ground");
    }

    @Test
    void aNarrowWindowKeepsFiguresAndFoldsTheInspector() throws IOException {
        WritableImage image = picture("shell-1280", TestFeed.demo(), Theme.DARK, 1280, 720, 1, _ -> {});
        assertTrue(count(image, Theme.DARK, Token.CHROME, 1258, 100, 22, 400) > 5_000, "folded edge");
    }

    @Test
    void aReplaySaysSo() throws IOException {
        TestFeed feed = TestFeed.demo();
        WritableImage image = picture(
                "shell-replay",
                feed,
                Theme.DARK,
                1600,
                900,
                1,
                _ -> feed.tell(new TimeState(
                        TimeState.Mode.REPLAY, TestPlant.NOW, TestPlant.NOW - Times.HOUR, TestPlant.NOW, 0)));
        assertTrue(count(image, Theme.DARK, Token.REPLAY, 332, 11, 60, 17) > 300, "replay box");
        assertTrue(count(image, Theme.DARK, Token.REPLAY, 64, 88, 4, 748) > 500, "dashed frame");
    }

    @Test
    void silenceIsStaleWithItsTime() throws IOException {
        TestFeed feed = TestFeed.demo();
        WritableImage image = picture(
                "shell-stale",
                feed,
                Theme.DARK,
                1600,
                900,
                1,
                _ -> feed.tell(new LinkState(LinkState.Condition.STALE, TestPlant.NOW - 8 * Times.MINUTE, "silent")));
        assertTrue(count(image, Theme.DARK, Token.LIVE, 332, 11, 52, 17) == 0, "no live box");
    }

    @Test
    void whatWasNotReceivedStandsInTheTimeBar() throws IOException {
        TestFeed feed = TestFeed.demo();
        WritableImage whole = picture("shell-whole", TestFeed.demo(), Theme.DARK, 1600, 900, 1, _ -> {});
        WritableImage missed = picture(
                "shell-missed",
                feed,
                Theme.DARK,
                1600,
                900,
                1,
                _ -> feed.tell(new Gap(
                        null,
                        null,
                        TestPlant.NOW - 30 * Times.MINUTE,
                        TestPlant.NOW - 25 * Times.MINUTE,
                        -1,
                        "the gateway was restarted")));
        long before = count(whole, Theme.DARK, Token.WELL, 296, 844, 1136, 36);
        long after = count(missed, Theme.DARK, Token.WELL, 296, 844, 1136, 36);
        assertTrue(after < before - 1_000, before + " and " + after);
    }

    @Test
    void doubleTextScaleStillFits() throws IOException {
        bars("shell-200", 1600, 900);
        bars("shell-200-small", 1280, 720);
    }

    private void bars(String name, int w, int h) throws IOException {
        AtomicReference<@Nullable BorderPane> body = new AtomicReference<>();
        WritableImage image = picture(
                name,
                TestFeed.demo(),
                Theme.DARK,
                w,
                h,
                2,
                shell -> body.set(shell.window().body()));
        BorderPane shown = Objects.requireNonNull(body.get());
        assertEquals(0, shown.getTop().getBoundsInParent().getMinY(), "top bar begins at the edge");
        assertEquals(h, shown.getBottom().getBoundsInParent().getMaxY(), "time bar ends at the edge");
        assertEquals(128, shown.getLeft().getBoundsInParent().getWidth(), "rail is twice as wide");
        double space = shown.getBottom().getBoundsInParent().getMinY();
        VBox rail = (VBox) shown.getLeft();
        rail.getChildren().stream().filter(Node::isVisible).forEach(item -> {
            assertTrue(rail.localToParent(item.getBoundsInParent()).getMaxY() <= space, "all of the rail is in sight");
            assertTrue(item.getLayoutBounds().getHeight() >= 24 || !(item instanceof StackPane), "large enough to hit");
        });
        assertTrue(count(image, Theme.DARK, Token.LIVE, 2 * 192, 22, 120, 34) > 500, "the state stands");
    }

    @Test
    void thePaletteOpensOverTheWindow() throws IOException {
        picture(
                "shell-palette",
                TestFeed.demo(),
                Theme.DARK,
                1600,
                900,
                1,
                s -> s.keys().find());
        picture("shell-keys", TestFeed.demo(), Theme.DARK, 1600, 900, 1, Shell::keys);
        WritableImage image = picture("shell-dialog", TestFeed.demo(), Theme.DARK, 1600, 900, 1, shell -> {
            shell.context().acting.openDialog(shell.context().acting.cap(java.util.List.of(TestPlant.RACK), 840, ""));
            shell.keys().pulse();
        });
        assertTrue(image.getWidth() == 1600, "drawn");
    }
}
