package millwright.connectors.otlp;

/** A request of OTLP with metrics, as protobuf or, beginning with a brace, as JSON; taken in whole. Only BadBody refuses. */
public final class MetricsFuzz {
    private MetricsFuzz() {}

    public static boolean understands(byte[] bytes) {
        return Taken.by((receiver, json) -> receiver.metrics(bytes, json, "10.0.0.9"), bytes);
    }
}
