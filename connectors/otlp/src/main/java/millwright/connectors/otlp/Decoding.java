package millwright.connectors.otlp;

/** The reading of metrics by itself, for measurements beside other readers. One thread; remembers attributes. */
public final class Decoding {
    private final MetricDecoder decoder = new MetricDecoder(new AttributeReader());

    /** How many points a request holds, all of them read. */
    public long points(byte[] body) {
        return decoder.read(body).points();
    }

    /** One line a point of a number: name, time, value, attributes. */
    public String text(byte[] body) {
        StringBuilder text = new StringBuilder();
        for (MetricGroup group : decoder.read(body).groups()) {
            for (Point point : group.points()) {
                if (point instanceof Point.Number number) {
                    text.append(group.name())
                            .append(' ')
                            .append(number.time())
                            .append(' ')
                            .append(number.value());
                    Attributes attributes = number.attributes();
                    for (int i = 0; i < attributes.size(); i++) {
                        text.append(' ').append(attributes.key(i)).append('=').append(attributes.value(i));
                    }
                    text.append('\n');
                }
            }
        }
        return text.toString();
    }
}
