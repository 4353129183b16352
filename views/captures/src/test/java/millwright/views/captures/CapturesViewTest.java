package millwright.views.captures;

import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Moods;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CapturesViewTest {
    @ParameterizedTest
    @EnumSource(Mood.class)
    void drawsEveryMoodInBothThemes(Mood mood) {
        Moods.draw("captures", mood, 748, 5, CapturesView::new);
    }
}
