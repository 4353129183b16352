package millwright.views.timeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.image.WritableImage;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineViewTest {
    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        for (Theme theme : Theme.values()) {
            FixtureContext context = FixtureContext.of(mood, theme);
            WritableImage image = Pictures.onFx(() -> {
                TimelineView view = new TimelineView(context);
                WritableImage made = Pictures.of(view, context, theme, 1216, 748);
                view.close();
                return made;
            });
            Pictures.save(image, Path.of("target/pictures/timeline-" + mood + "-" + theme + ".png"));
            Set<Integer> colours = new HashSet<>();
            for (int y = 0; y < 748; y += 3) {
                for (int x = 0; x < 1216; x += 3) {
                    colours.add(image.getPixelReader().getArgb(x, y));
                }
            }
            assertTrue(colours.size() > 5, mood + " " + theme + ": " + colours.size());
        }
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), TimelineView::new));
    }
}
