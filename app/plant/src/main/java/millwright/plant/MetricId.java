package millwright.plant;

import org.jspecify.annotations.Nullable;

/** Canonical name of a metric, for example {@code gpu.power}; lower-case words joined by dots. */
public record MetricId(String name) implements Comparable<MetricId> {
    public MetricId {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("metric name must have 1 to 100 characters: '" + name + "'");
        }
    }

    /** As records do, without what the language prepares for them at the first use: values are kept by their metric. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricId(String theirs) && name.equals(theirs);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
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
