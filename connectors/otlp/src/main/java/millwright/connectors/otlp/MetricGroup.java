package millwright.connectors.otlp;

import java.util.List;

/** The points of one metric of one scope of one resource. @param monotonic whether a sum only grows */
record MetricGroup(
        Attributes resource,
        Attributes scope,
        String name,
        String unit,
        Shape shape,
        Temporality temporality,
        boolean monotonic,
        List<Point> points) {
    enum Shape {
        GAUGE,
        SUM,
        HISTOGRAM,
        EXPONENTIAL,
        /** Old, or newer than we are: its points are not read. */
        OTHER
    }

    enum Temporality {
        UNSAID,
        DELTA,
        CUMULATIVE;

        static Temporality of(long number) {
            return number == 1 ? DELTA : number == 2 ? CUMULATIVE : UNSAID;
        }
    }
}
