package millwright.connectors.otlp;

/** Reads ExportLogsServiceRequest. One thread; keeps nothing but known attributes. */
final class LogDecoder {
    private final AttributeReader attributes;
    private final MetricDecoder shared;

    LogDecoder(AttributeReader attributes) {
        this.attributes = attributes;
        this.shared = new MetricDecoder(attributes);
    }

    /** @throws BadBody when it is not such a request */
    LogBatch read(byte[] body) {
        WireBytes in = new WireBytes(body);
        LogBatch batch = new LogBatch();
        while (in.more()) {
            int tag = in.tag();
            if (tag == 10) {
                int outer = in.enter();
                resource(in, batch);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
        return batch;
    }

    private void resource(WireBytes in, LogBatch batch) {
        Attributes resource = shared.within(in, 10, 10);
        while (in.more()) {
            int tag = in.tag();
            if (tag == 18) {
                int outer = in.enter();
                scope(in, resource, batch);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private void scope(WireBytes in, Attributes resource, LogBatch batch) {
        while (in.more()) {
            int tag = in.tag();
            if (tag == 18) {
                int outer = in.enter();
                batch.add(record(in, resource));
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private LogEntry record(WireBytes in, Attributes resource) {
        Attributes own = Attributes.NONE;
        long time = 0;
        long observed = 0;
        long severity = 0;
        String text = "";
        while (in.more()) {
            int tag = in.tag();
            switch (tag) {
                case 9 -> time = in.fixed64();
                case 16 -> severity = in.varint();
                case 42 -> text = AttributeReader.value(in, 0).toString();
                case 50 -> own = attributes.read(in, 50, own);
                case 89 -> observed = in.fixed64();
                default -> in.skip(tag);
            }
        }
        return of(resource, own, time, observed, severity, text);
    }

    static LogEntry of(Attributes resource, Attributes own, long time, long observed, long severity, String text) {
        String program = own.first("appname", "syslog.appname", "SYSLOG_IDENTIFIER", "log.iostream");
        program = program.isEmpty() ? resource.text("service.name") : program;
        int level = severity >= 0 && severity <= 24 ? (int) severity : 0;
        return new LogEntry(resource, own, program, time, observed, level, text);
    }
}
