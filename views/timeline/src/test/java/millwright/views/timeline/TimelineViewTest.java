package millwright.views.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.image.WritableImage;
import millwright.desk.fixture.Closing;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.feed.Gap;
import millwright.plant.Times;
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
    void whatWasNotReceivedIsABandOnLanesAndStrips() {
        WritableImage whole = picture(List.of(), "whole");
        long now = FixtureContext.NOW;
        List<Gap> gaps = List.of(
                new Gap(null, null, now - 20 * Times.MINUTE, now - 14 * Times.MINUTE, -1, "the gateway was restarted"),
                new Gap(null, null, now - 5 * Times.MINUTE, now - 5 * Times.MINUTE + 4, 3, "the desk read too slowly"));
        WritableImage missed = picture(gaps, "missed");
        int plotWidth = 1216 - 32 - 172 - 18;
        int middle = 16 + 172 + plotWidth * 43 / 60;
        int lanes = different(whole, missed, middle, 100, 400);
        int strips = different(whole, missed, middle, 480, 700);
        assertTrue(lanes > 30, "lanes: " + lanes);
        assertTrue(strips > 30, "strips: " + strips);
        assertEquals(
                0, different(whole, missed, 16 + 172 + plotWidth / 3, 100, 700), "only where something is missing");
    }

    private static WritableImage picture(List<Gap> gaps, String name) {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        context.missed(gaps);
        WritableImage image = Pictures.onFx(() -> {
            TimelineView view = new TimelineView(context);
            WritableImage made = Pictures.of(view, context, Theme.DARK, 1216, 748);
            view.close();
            return made;
        });
        Pictures.save(image, Path.of("target/pictures/timeline-" + name + ".png"));
        return image;
    }

    private static int different(WritableImage a, WritableImage b, int x, int top, int bottom) {
        int count = 0;
        for (int y = top; y < bottom; y++) {
            for (int px = x - 3; px <= x + 3; px++) {
                count += a.getPixelReader().getArgb(px, y) == b.getPixelReader().getArgb(px, y) ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void closingLeavesNothingBehind() {
        assertTrue(Closing.leavesNothing(FixtureContext.of(Mood.LIVE, Theme.DARK), TimelineView::new));
    }
}
