package millwright.analysis.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SaidTest {
    @Test
    void whatIsNotZeroIsNotToldAsZero() {
        assertEquals("0.0004", Said.of(0.0004, "1"));
        assertEquals("-0.00042", Said.of(-0.000418, "1"));
        assertEquals("0.0095", Said.of(0.0095, "1"));
        assertEquals("2.5e-12 A", Said.of(2.5e-12, "A"));
        assertEquals("0", Said.of(0, "1"));
    }

    @Test
    void otherNumbersHaveFourDigits() {
        assertEquals("0.010", Said.of(0.00996, "1"));
        assertEquals("0.123", Said.of(0.1234, "1"));
        assertEquals("12.35", Said.of(12.346, "1"));
        assertEquals("17.10 kW", Said.of(17_100, "W"));
        assertEquals("42", Said.of(42, "1"));
    }
}
