package millwright.plant;

/** Canonical name of a metric, for example {@code gpu.power}; lower-case words joined by dots. */
public record MetricId(String name) implements Comparable<MetricId> {
    public MetricId {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("metric name must have 1 to 100 characters: '" + name + "'");
        }
    }

    @Override
    public int compareTo(MetricId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
