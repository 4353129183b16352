package millwright.connectors.mqtt;

import java.util.Map;
import java.util.Optional;
import millwright.plant.MetricId;

/** What the contract lets an integration ask of a building, and where it shows that the building follows. Stateless. */
final class Asked {
    private static final Map<String, String> SHOWN = Map.of(
            "rack.isolation.liquid.request", "rack.isolation.liquid",
            "rack.isolation.electrical.request", "rack.isolation.electrical",
            "cooling.supply.request", "cooling.supply.setpoint");

    private Asked() {}

    static Optional<MetricId> shownBy(MetricId metric) {
        return Optional.ofNullable(SHOWN.get(metric.name())).map(MetricId::new);
    }
}
