package millwright.connectors.simulator;

import java.time.Instant;
import java.time.InstantSource;
import millwright.plant.Times;

/** How simulated time passes. */
public sealed interface SimulatorClock {
    /** Plant seconds pass {@code speed} times as fast as the wall clock, starting at its time. */
    record Running(InstantSource wall, double speed) implements SimulatorClock {
        public Running {
            if (!(speed > 0 && speed <= 10_000)) {
                throw new IllegalArgumentException("a simulation runs at 0 to 10000 times real time, not " + speed);
            }
        }
    }

    /** Only {@link Simulator#step} moves it. @param start epoch ns */
    record Stepped(long start) implements SimulatorClock {}

    static SimulatorClock realTime() {
        return new Running(InstantSource.system(), 1);
    }

    static SimulatorClock stepped(Instant start) {
        return new Stepped(Times.nanos(start));
    }
}
