package millwright.plant;

import java.util.Arrays;

/** A value that holds from an instant until the next one: a limit, a load target, a tariff. Times are epoch ns. */
public final class StepFunction {
    private final long[] from;
    private final double[] value;

    private StepFunction(long[] from, double[] value) {
        this.from = from;
        this.value = value;
    }

    public static StepFunction constant(double value) {
        return new StepFunction(new long[] {Long.MIN_VALUE}, new double[] {value});
    }

    /** @param from strictly rising @param value one for each; NaN means "no limit from here on" */
    public static StepFunction of(long[] from, double[] value) {
        if (from.length == 0 || from.length != value.length) {
            throw new IllegalArgumentException("a step function needs as many instants as values, at least one");
        }
        for (int i = 1; i < from.length; i++) {
            if (from[i] <= from[i - 1]) {
                throw new IllegalArgumentException("instants of a step function must rise; entry " + i + " does not");
            }
        }
        return new StepFunction(from.clone(), value.clone());
    }

    /** The value in force at {@code time}; NaN before the first step. */
    public double at(long time) {
        int i = Arrays.binarySearch(from, time);
        int step = i >= 0 ? i : -i - 2;
        return step < 0 ? Double.NaN : value[step];
    }

    /** This function with {@code newValue} in force within [start, end) and unchanged outside. */
    public StepFunction during(long start, long end, double newValue) {
        if (end <= start) {
            throw new IllegalArgumentException("the window of a step must end after it starts");
        }
        long[] times = new long[from.length + 2];
        double[] values = new double[from.length + 2];
        int n = 0;
        for (int i = 0; i < from.length && from[i] < start; i++) {
            times[n] = from[i];
            values[n++] = value[i];
        }
        times[n] = start;
        values[n++] = newValue;
        times[n] = end;
        values[n++] = at(end);
        for (int i = 0; i < from.length; i++) {
            if (from[i] > end) {
                times[n] = from[i];
                values[n++] = value[i];
            }
        }
        return new StepFunction(Arrays.copyOf(times, n), Arrays.copyOf(values, n));
    }

    public int steps() {
        return from.length;
    }

    public long from(int step) {
        return from[step];
    }

    public double value(int step) {
        return value[step];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepFunction that && Arrays.equals(from, that.from) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(from) + Arrays.hashCode(value);
    }
}
