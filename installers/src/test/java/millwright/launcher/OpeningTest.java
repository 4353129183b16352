package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import millwright.plant.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another source is being opened: the old world stands until the new one is there, and stays when it is cancelled. */
@Timeout(30)
class OpeningTest {
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final Semaphore closings = new Semaphore(0);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final DeskSessions sessions = new DeskSessions(origin("old"), new SourceOptions());

    private Origin origin(String name) {
        Unbegun silent = new Unbegun(name);
        return new Origin(name, silent, silent, Catalogue.standard(), null, null, null, () -> {
            closed.add(name);
            closings.release();
        });
    }

    /** Takes its time and cannot be stopped half way, as SQLite cannot. */
    private Origin slow(String name) {
        begun.countDown();
        boolean waiting = true;
        while (waiting) {
            try {
                go.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
        return origin(name);
    }

    @Test
    void theOldOneStandsWhileAnotherIsOpenedAndGoesWhenItIsThere() throws InterruptedException {
        sessions.change("new.mwcap", "opened", () -> slow("new"));
        begun.await();
        assertEquals("new.mwcap", sessions.opening().what());
        assertTrue(sessions.opening().lasts() > 0);
        assertEquals("old", sessions.status().source());
        go.countDown();
        closings.acquire();
        assertEquals(List.of("old"), closed);
        assertEquals("new", sessions.status().source());
        assertFalse(sessions.opening().running());
    }

    @Test
    void whatADeskBeginsWithGivesWayToThePlantUnlessSomethingElseWasOpenedMeanwhile() throws InterruptedException {
        Origin first = origin("unbegun");
        DeskSessions starting = new DeskSessions(first, new SourceOptions());
        starting.begin(first, origin("plant"));
        assertEquals("plant", starting.status().source());
        starting.change("new.mwcap", "opened", () -> origin("new"));
        closings.acquire();
        starting.begin(first, origin("late"));
        closings.acquire();
        assertEquals("new", starting.status().source());
        assertEquals(List.of("plant", "late"), closed);
    }

    @Test
    void whatIsCancelledInTheMiddleIsClosedWhenItComesAndNothingElseChanges() throws InterruptedException {
        sessions.change("new.mwcap", "opened", () -> slow("new"));
        begun.await();
        sessions.cancelOpening();
        assertFalse(sessions.opening().running(), "at once");
        go.countDown();
        closings.acquire();
        assertEquals(List.of("new"), closed);
        assertEquals("old", sessions.status().source());
        assertEquals("", sessions.status().problem());
    }

    @Test
    void theLastWishCountsWhicheverIsReadyFirst() throws InterruptedException {
        sessions.change("slow.mwcap", "opened", () -> slow("slow"));
        begun.await();
        sessions.change("quick.mwcap", "opened", () -> origin("quick"));
        closings.acquire();
        assertEquals(List.of("old"), closed);
        go.countDown();
        closings.acquire();
        assertEquals(List.of("old", "slow"), closed);
        assertEquals("quick", sessions.status().source());
    }

    @Test
    void oneThatFailsLeavesTheOldOneAndSaysWhy() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        sessions.change("bad.mwcap", "opened", () -> {
            try {
                throw new IllegalArgumentException("bad.mwcap: is no capture");
            } finally {
                told.countDown();
            }
        });
        told.await();
        while (sessions.status().problem().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals("bad.mwcap: is no capture", sessions.status().problem());
        assertEquals("old", sessions.status().source());
        assertFalse(sessions.opening().running());
        assertEquals(List.of(), closed);
    }

    @Test
    void whatFailsWhenTheNewOneIsAlreadyShownIsSaidToo() throws InterruptedException {
        Unbegun silent = new Unbegun("stubborn");
        DeskSessions stubborn = new DeskSessions(
                new Origin("stubborn", silent, silent, Catalogue.standard(), null, null, null, () -> {
                    throw new IllegalStateException("stubborn: cannot be closed");
                }),
                new SourceOptions());
        stubborn.change("new.mwcap", "opened", () -> origin("new"));
        while (stubborn.status().problem().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals("stubborn: cannot be closed", stubborn.status().problem());
        assertEquals("new", stubborn.status().source());
    }
}
