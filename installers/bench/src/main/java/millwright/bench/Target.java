package millwright.bench;

/** What was asked for, in the unit of its row. */
public sealed interface Target {
    record AtLeast(double value) implements Target {}

    record AtMost(double value) implements Target {}

    /** Reported without a target. */
    record None(boolean moreIsBetter) implements Target {}

    static Target atLeast(double value) {
        return new AtLeast(value);
    }

    static Target atMost(double value) {
        return new AtMost(value);
    }

    static Target none(boolean moreIsBetter) {
        return new None(moreIsBetter);
    }

    default boolean isMetBy(double measured) {
        return switch (this) {
            case AtLeast(double value) -> measured >= value;
            case AtMost(double value) -> measured <= value;
            case None(boolean _) -> true;
        };
    }

    /** How many times better {@code measured} is than {@code other}; below 1 it is worse. */
    default double timesBetter(double measured, double other) {
        boolean moreIsBetter = switch (this) {
            case AtLeast(double _) -> true;
            case AtMost(double _) -> false;
            case None(boolean more) -> more;
        };
        return moreIsBetter ? measured / other : other / measured;
    }
}
