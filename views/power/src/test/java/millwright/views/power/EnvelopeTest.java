package millwright.views.power;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import millwright.desk.ViewContext;
import millwright.desk.draw.SitePower;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.desk.fixture.Pictures;
import millwright.plant.Catalogue;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.History;
import millwright.series.Window;
import millwright.series.WindowQuery;
import millwright.styles.Palette;
import millwright.styles.Theme;
import millwright.styles.Token;
import millwright.views.kit.Looks;
import org.junit.jupiter.api.Test;

/** The site's limit and what is committed are lines, however seldom they are told; only silence breaks them. */
class EnvelopeTest {
    private static final int RARE = 12;
    private static final MetricId LIMIT = new MetricId("site.power.limit");

    /** A level told in every so many columns, but not from {@code silent} on for {@code columns}. */
    private static Window told(Window like, int silent, int columns, double level) {
        Window w = Window.empty(
                like.metric(),
                like.entity(),
                like.from(),
                like.from() + (long) (like.width() * like.columns()),
                like.columns());
        for (int c = 0; c < w.columns(); c += RARE) {
            if (c < silent || c >= silent + columns) {
                w.min()[c] = level;
                w.max()[c] = level;
                w.mean()[c] = level;
                w.last()[c] = level;
                w.count()[c] = 1;
                w.state()[c] = 0;
            }
        }
        return w;
    }

    private static Window blank(int columns) {
        return Window.empty(LIMIT, null, 1_000, 1_000 + columns * 10L, columns);
    }

    @Test
    void atThePresentLabelsSayWhatEveryScreenSays() {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        Pictures.onFx(() -> {
            Envelope envelope = new Envelope(context, Looks.of(context));
            long now = FixtureContext.NOW;
            envelope.pulse(now);
            double drawn = SitePower.of(context.situation().plant(), context.latest(), 0, now)
                    .watts();
            assertEquals(drawn, envelope.told(now).get("observed"));
            assertEquals(Map.of(), envelope.told(now + Times.HOUR), "of another range what stood at its end");
            return null;
        });
    }

    @Test
    void aLevelHoldsFromOneSampleToTheNext() {
        Steps steps = Steps.of(told(blank(100), 1_000, 0, 4e6));
        assertArrayEquals(new long[] {1_000}, steps.from());
        assertArrayEquals(new double[] {4e6}, steps.values());
    }

    @Test
    void aChangeIsOneStep() {
        Window w = told(blank(100), 1_000, 0, 4e6);
        w.last()[48] = 3e6;
        w.last()[60] = 3e6;
        Steps steps = Steps.of(w);
        assertArrayEquals(new long[] {1_000, 1_480, 1_720}, steps.from());
        assertArrayEquals(new double[] {4e6, 3e6, 4e6}, steps.values());
    }

    @Test
    void silenceIsAGap() {
        Steps steps = Steps.of(told(blank(200), 60, 80, 4e6));
        assertArrayEquals(new long[] {1_000, 1_490, 2_440}, steps.from());
        assertArrayEquals(new double[] {4e6, Double.NaN, 4e6}, steps.values());
    }

    /** What others tell often, and limit and commitment seldom. */
    private record Rare(History often, int silent, int columns) implements History {
        @Override
        public Catalogue describe() {
            return often.describe();
        }

        @Override
        public CompletionStage<List<Window>> query(WindowQuery query) {
            boolean limit = query.metric().equals(LIMIT);
            return limit || query.metric().name().equals("site.power.committed")
                    ? often.query(query)
                            .thenApply(all -> List.of(told(all.getFirst(), silent, columns, limit ? 4.83e6 : 4.6e6)))
                    : often.query(query);
        }
    }

    private static WritableImage picture(int silent, int columns, String name) {
        FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
        History rare = new Rare(context.history(), silent, columns);
        ViewContext rarely = (ViewContext) Proxy.newProxyInstance(
                ViewContext.class.getClassLoader(),
                new Class<?>[] {ViewContext.class},
                (_, method, given) -> method.getName().equals("history") ? rare : method.invoke(context, given));
        WritableImage image = Pictures.onFx(() -> {
            PowerView view = new PowerView(rarely);
            WritableImage made = Pictures.of(view, context, Theme.DARK, 1216, 780);
            view.close();
            return made;
        });
        Pictures.save(image, Path.of("target/pictures/power-" + name + ".png"));
        return image;
    }

    /** The longest row of a colour in the lower left, where the envelope is. */
    private static int longest(WritableImage image, Token token) {
        Color wanted = Palette.of(Theme.DARK).color(token);
        int longest = 0;
        for (int y = 400; y < 760; y++) {
            int count = 0;
            for (int x = 60; x < 590; x++) {
                Color seen = image.getPixelReader().getColor(x, y);
                count += Math.abs(seen.getRed() - wanted.getRed()) < 0.02
                                && Math.abs(seen.getGreen() - wanted.getGreen()) < 0.02
                                && Math.abs(seen.getBlue() - wanted.getBlue()) < 0.02
                        ? 1
                        : 0;
            }
            longest = Math.max(longest, count);
        }
        return longest;
    }

    @Test
    void theLimitIsALineWhereItIsToldMoreSeldomThanThereArePixels() {
        int whole = longest(picture(10_000, 0, "rare"), Token.SET);
        assertTrue(whole > 300, "px of the limit: " + whole);
        int broken = longest(picture(200, 150, "rare-silent"), Token.SET);
        assertEquals(whole - 150 - RARE, broken, 2.0 * RARE, "a gap stays a gap");
    }
}
