package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import millwright.control.Caller;
import millwright.control.Role;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.EntityKind;
import millwright.series.LatestColumns;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Two scopes of one plant do not meet: not in names, counts, sums or sequences. */
class ScopesTest {
    private static final Scope RED =
            new Scope("red", (plant, entity) -> entity.name().startsWith("red"));
    private static final Scope BLUE =
            new Scope("blue", (plant, entity) -> entity.name().startsWith("blue"));

    /** Hears everything of one scope. */
    private static final class Ear implements Outlet {
        private final List<Down> heard = new ArrayList<>();

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void send(Down down) {
            heard.add(down);
        }

        @Override
        public void overflowed(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void closed() {}

        String text() {
            StringBuilder text = new StringBuilder();
            heard.forEach(down -> text.append(new String(down.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1)));
            return text.toString();
        }
    }

    private static Ear listen(Publisher publisher) {
        Ear ear = new Ear();
        Executor here = Runnable::run;
        Attachment attachment =
                new Attachment(new Caller("t", Role.WATCH), publisher.epoch(), ear, here, Limits.standard(), 0);
        attachment.want(Set.of(new Want(Made.POWER, EntityKind.GPU, 0)));
        publisher.attachments().add(attachment);
        return ear;
    }

    @Property(tries = 200)
    void whatHappensInOneIsNeverHeardInTheOther(@ForAll long seed) {
        Random random = new Random(seed);
        MergedPlant merged = new MergedPlant();
        Publisher red = new Publisher(RED, Made.journal("r"));
        Publisher blue = new Publisher(BLUE, Made.journal("b"));
        Ear redEar = listen(red);
        Ear blueEar = listen(blue);
        int redEvents = 0;
        for (int step = 1; step <= 30; step++) {
            if (step == 1 || random.nextInt(5) == 0) {
                PlantChanged whole = Made.whole(step, names(random));
                var change = merged.take("s", whole);
                red.moved(merged.plant(), change, step);
                blue.moved(merged.plant(), change, step);
            }
            PlantEvent event = event(random, merged, step);
            long before = blue.sequence();
            red.publish(event, step);
            if (event instanceof Occurrence o && o.text().contains("red")) {
                redEvents++;
                blue.publish(event, step);
                assertEquals(before, blue.sequence(), "a sequence that jumps tells of the others");
            } else {
                blue.publish(event, step);
            }
        }
        assertTrue(!redEar.text().contains("blue"), "red hears of blue");
        assertTrue(!blueEar.text().contains("red"), "blue hears of red");
        assertEquals(
                redEvents,
                redEar.heard.stream()
                        .filter(d -> d.event() instanceof Occurrence)
                        .count());
        onlyOwnValues(redEar, 1_000);
        onlyOwnValues(blueEar, 2_000);
    }

    private static String[] names(Random random) {
        List<String> names = new ArrayList<>(List.of("red-0", "blue-0"));
        for (int i = 1; i < 6; i++) {
            names.add((random.nextBoolean() ? "red-" : "blue-") + i);
        }
        java.util.Collections.shuffle(names, random);
        return names.toArray(String[]::new);
    }

    private static PlantEvent event(Random random, MergedPlant merged, int step) {
        int size = merged.plant().count(EntityKind.GPU);
        if (random.nextBoolean()) {
            return Made.happened(
                    "o" + step,
                    merged.plant().at(EntityKind.GPU, random.nextInt(size)).name());
        }
        float[] values = new float[size];
        for (int slot = 0; slot < size; slot++) {
            boolean isRed = merged.plant().at(EntityKind.GPU, slot).name().startsWith("red");
            values[slot] = (isRed ? 1_000 : 2_000) + slot;
        }
        return Made.power(merged.plant().revision(), step, values);
    }

    private static void onlyOwnValues(Ear ear, int from) {
        LatestColumns columns = new LatestColumns();
        for (Down down : ear.heard) {
            PlantEvent event = down.event();
            if (event instanceof Frame frame) {
                assertEquals(columns.plant().count(EntityKind.GPU), frame.size());
                for (int i = 0; i < frame.size(); i++) {
                    double value = frame.values().asDouble(i);
                    assertTrue(value >= from && value < from + 1_000, () -> "value " + value);
                }
            }
            columns.accept(event);
        }
    }
}
