package millwright.desk.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import millwright.desk.ViewProvider;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.styles.Theme;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every screen that ships, in a large and a small window, with text as drawn and twice as large, in both themes: whatever
 * takes the focus has a name, Tab comes to all of it and round again, and no text is cut, squeezed, covered or outside.
 */
class ReachTest {
    @TempDir
    Path folder;

    static Stream<Arguments> windows() {
        return Stream.of(1600, 1280)
                .flatMap(width -> Stream.of(1.0, 2.0)
                        .flatMap(scale -> Stream.of(Theme.DARK, Theme.DAY)
                                .map(theme -> Arguments.of(width, width * 9 / 16, scale, theme))));
    }

    @ParameterizedTest(name = "{0} x {1}, text {2}, {3}")
    @MethodSource("windows")
    void everythingIsReachedAndReadable(int width, int height, double scale, Theme theme) {
        List<String> problems = new ArrayList<>();
        FixtureContext told = FixtureContext.of(Mood.LIVE, theme);
        try (RealDesk desk = new RealDesk(told, folder, theme, scale, width, height)) {
            desk.values(told);
            Scene scene = RealDesk.fx(() -> desk.shell.window().root().getScene());
            for (ViewProvider view : desk.shell.context().setup.views()) {
                desk.open(view.id());
                desk.beat(3);
                Pictures.save(
                        desk.picture(),
                        Path.of("target/pictures/reach-%s-%d-%.0f-%s.png".formatted(view.id(), width, scale, theme)));
                RealDesk.fx(() -> {
                    Reach reach = new Reach(scene);
                    reach.problems().forEach(p -> problems.add(view.id() + ": " + p));
                    unvisited(reach).forEach(p -> problems.add(view.id() + ": " + p));
                    return true;
                });
            }
        }
        assertEquals(List.of(), problems.stream().distinct().toList(), () -> String.join("\n", problems));
    }

    @ParameterizedTest(name = "{0} x {1}, text {2}, {3}")
    @MethodSource("windows")
    void withoutAnyTabTheWindowSaysWhatWouldFillIt(int width, int height, double scale, Theme theme) {
        FixtureContext told = FixtureContext.of(Mood.LIVE, theme);
        try (RealDesk desk = new RealDesk(told, folder, theme, scale, width, height)) {
            desk.open("overview");
            RealDesk.fx(() -> {
                desk.shell.keys().closeTab();
                return true;
            });
            desk.beat(2);
            Pictures.save(
                    desk.picture(),
                    Path.of("target/pictures/reach-nothing-%d-%.0f-%s.png".formatted(width, scale, theme)));
            Scene scene = RealDesk.fx(() -> desk.shell.window().root().getScene());
            RealDesk.fx(() -> {
                Reach reach = new Reach(scene);
                assertEquals(List.of(), reach.problems());
                assertEquals(Set.of(), unvisited(reach));
                ((Button) RealDesk.named0(scene.getRoot(), "Open Power")).fire();
                return true;
            });
            desk.beat(1);
            assertEquals(
                    "power",
                    RealDesk.fx(() -> desk.shell
                            .window()
                            .area()
                            .active()
                            .front()
                            .provider()
                            .id()));
        }
    }

    private static Set<String> unvisited(Reach reach) {
        Set<Node> left = new LinkedHashSet<>(reach.focusable());
        left.removeAll(reach.tabbed());
        return left.stream().map(n -> "Tab does not come to " + Reach.words(n)).collect(Collectors.toSet());
    }
}
