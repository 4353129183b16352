package millwright.desk.shell;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import millwright.styles.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of the window: it is open on the made-up plant before each and closed after it. */
abstract class OpenShell {
    @TempDir
    Path folder;

    final AtomicLong clock = new AtomicLong(1);
    final TestFeed feed = TestFeed.demo();
    Shell shell;

    @BeforeEach
    final void openShell() {
        Fx.start();
        shell = Fx.shell(Fx.setup(feed, TestViews.all(TestViews.Throws.NOWHERE), folder), clock, 1600, 900);
    }

    /** The same with other colours and another size of text. */
    final void reopen(Theme theme, double scale) {
        closeShell();
        shell = Fx.shell(
                Fx.setup(feed, TestViews.all(TestViews.Throws.NOWHERE), folder)
                        .withTheme(theme)
                        .withTextScale(scale),
                clock,
                1600,
                900);
        Fx.beat(shell, clock, 2);
    }

    @AfterEach
    final void closeShell() {
        Fx.run(shell::discard);
    }
}
