package millwright.connectors.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void theLongestWaitIsThatOfTheTaskThatCameFirstAndIsToldOnce() throws InterruptedException {
        Inbox inbox = new Inbox();
        assertNull(inbox.next(0));
        assertEquals(0, inbox.takeLongestWait());
        long before = System.nanoTime();
        inbox.add(() -> {});
        inbox.add(() -> {});
        assertNotNull(inbox.next(0));
        long first = inbox.takeLongestWait();
        assertTrue(first > 0 && first <= System.nanoTime() - before);
        assertEquals(0, inbox.takeLongestWait());
        assertEquals(1, inbox.size());
    }
}
