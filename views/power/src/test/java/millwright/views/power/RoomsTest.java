package millwright.views.power;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import millwright.desk.fixture.FixtureContext;
import millwright.desk.fixture.Mood;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.styles.Theme;
import org.junit.jupiter.api.Test;

/** Of several halls the fullest are told, and no more is said of the rest than is known. */
class RoomsTest {
    private final FixtureContext context = FixtureContext.of(Mood.LIVE, Theme.DARK);
    private final Plant plant = context.situation().plant();
    private final Loads loads = new Loads(context, FixtureContext.NOW);

    @Test
    void ofHallsThatAllHangOnOneEnvelopeNoneHasMoreRoom() {
        int hall = plant.indexAt(EntityKind.HALL, 0);
        Rooms alike = new Rooms(Rooms.of(plant).feeders(), List.of(hall, hall, hall));
        String said = alike.halls(loads, Watts.of(0));
        assertTrue(said.endsWith("; 1 more with no less room"), said);
    }

    @Test
    void ofWhichNothingIsKnownHasNoRoomThatAnybodyCouldPromise() {
        int hall = plant.indexAt(EntityKind.HALL, 0);
        Rooms unfed = new Rooms(Map.of(), List.of(hall, hall, hall));
        String said = unfed.halls(loads, Watts.of(0));
        assertTrue(said.endsWith("; 1 more, not all of them known"), said);
    }
}
