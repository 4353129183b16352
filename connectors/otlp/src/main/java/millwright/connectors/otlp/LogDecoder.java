package millwright.connectors.otlp;

/** Reads ExportLogsServiceRequest. One thread; keeps nothing but known attributes. */
final class LogDecoder {
    private final AttributeReader attributes;

    LogDecoder(AttributeReader attributes) {
        this.attributes = attributes;
    }

    /** @throws BadBody when it is not such a request */
    LogBatch read(byte[] body) {
        WireBytes in = new WireBytes(body);
        LogBatch batch = new LogBatch();
        in.each(10, () -> {
            Attributes resource = attributes.within(in, 10, 10);
            in.each(18, () -> in.each(18, () -> batch.add(record(in, resource))));
        });
        return batch;
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
