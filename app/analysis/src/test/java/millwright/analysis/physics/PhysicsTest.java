package millwright.analysis.physics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PhysicsTest {
    private final PowerCurve curve = new PowerCurve(130, 1000, 850);

    @Test
    void theReferencePointIsMet() {
        assertEquals(850, curve.power(870, curve.clockQ()), 0.1);
        double throughput = PowerCurve.throughput(curve.clockQ(), (float) PowerCurve.REFERENCE_MEMORY_BOUND);
        assertEquals(0.93, throughput, 1e-4);
        assertEquals(1.094, throughput / 0.85, 0.001);
    }

    @Test
    void aMemoryBoundWorkloadLosesLess() {
        assertTrue(PowerCurve.throughput(0.8f, 0.6f) > PowerCurve.throughput(0.8f, 0.1f));
        assertEquals(1, PowerCurve.throughput(1, 0.6f), 1e-6);
    }

    @Test
    void theClockForALimitDrawsThatLimit() {
        for (float limit = 300; limit < 1000; limit += 50) {
            assertEquals(limit, curve.power(870, curve.clockFor(870, limit)), 0.5);
        }
        assertEquals(1, curve.clockFor(400, 900));
    }

    @Test
    void powersThatDoNotRiseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PowerCurve(900, 1000, 850));
        assertThrows(IllegalArgumentException.class, () -> new PowerCurve(100, 800, 850));
    }

    @Test
    void waterCarriesTenKilowattAtTheHandNumber() {
        assertEquals(10_000, Coolant.heat(14.3, 10), 25);
        assertEquals(10, Coolant.rise(10_000, 14.33), 0.01);
    }

    @Test
    void aStarvedPlateResistsSteeply() {
        assertEquals(1, Coolant.starvation(1));
        assertEquals(1, Coolant.starvation(1.3));
        assertEquals(4.6, Coolant.starvation(0.5), 0.1);
    }

    @Test
    void aLagIsTheSameInOneStepOrMany() {
        double inOne = Lag.step(20, 80, 30, 12);
        double inMany = 20;
        for (int i = 0; i < 30; i++) {
            inMany = Lag.step(inMany, 80, 1, 12);
        }
        assertEquals(inOne, inMany, 1e-9);
    }
}
