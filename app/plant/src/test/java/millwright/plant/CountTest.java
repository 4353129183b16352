package millwright.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountTest {
    @Test
    void oneIsNeverInThePlural() {
        assertEquals("1 GPU", Count.of(1, "GPU"));
        assertEquals("0 GPUs", Count.of(0, "GPU"));
        assertEquals("2 GPUs", Count.of(2, "GPU"));
        assertEquals("3 entities", Count.of(3, "entity"));
        assertEquals("2 relays", Count.of(2, "relay"));
        assertEquals("2 tries", Count.of(2, "try"));
        assertEquals("rack", Count.thing(1, "rack"));
    }
}
