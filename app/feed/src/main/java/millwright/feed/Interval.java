package millwright.feed;

import java.util.Map;
import millwright.plant.EntityId;

/**
 * A named stretch of time, for example the measured window of a benchmark run.
 *
 * @param numbers facts with the unit in the key: {@code tokensPerSecond}, {@code meanPowerWatts}, {@code tokensPerJoule}
 */
public record Interval(String name, EntityId entity, long from, long to, Map<String, Double> numbers, Origin origin)
        implements PlantEvent {
    public Interval {
        numbers = Map.copyOf(numbers);
    }
}
