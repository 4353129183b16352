package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import millwright.feed.Receipt;
import millwright.feed.Receipt.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private static final Receipt READ_ONLY = new Receipt("k", Answer.REFUSED, "can only be read", 1);
    private static final Receipt TAKEN = new Receipt("k", Answer.ACCEPTED, "drain taken", 2);
    private final Replies replies = new Replies();

    @BeforeEach
    void askBoth() {
        replies.asked("k", "dcgm");
        replies.asked("k", "slurm");
    }

    @Test
    void aSourceThatCannotDoItDoesNotSpeakForOneThatCan() {
        assertNull(replies.heard("dcgm", READ_ONLY));
        assertEquals(TAKEN, replies.heard("slurm", TAKEN));
    }

    @Test
    void aRefusalAfterItWasTakenChangesNothing() {
        assertEquals(TAKEN, replies.heard("slurm", TAKEN));
        assertNull(replies.heard("dcgm", READ_ONLY));
    }

    @Test
    void whenAllRefuseAllReasonsAreTold() {
        assertNull(replies.heard("dcgm", READ_ONLY));
        Receipt all = replies.heard("slurm", new Receipt("k", Answer.REFUSED, "no such node", 3));
        assertEquals(new Receipt("k", Answer.REFUSED, "can only be read; no such node", 3), all);
    }

    @Test
    void aSourceThatIsGoneIsNotWaitedFor() {
        replies.lost("k", "slurm");
        assertEquals(READ_ONLY, replies.heard("dcgm", READ_ONLY));
    }

    @Test
    void whatNobodyWasAskedPassesAsItIs() {
        Receipt other = new Receipt("other", Answer.REFUSED, "no", 1);
        assertEquals(other, replies.heard("dcgm", other));
    }
}
