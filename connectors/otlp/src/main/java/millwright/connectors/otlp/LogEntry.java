package millwright.connectors.otlp;

/** One log record as it was sent. Times are epoch ns as the sender says, 0 when it does not. */
record LogEntry(
        Attributes resource,
        Attributes attributes,
        String program,
        long time,
        long observed,
        int severity,
        String text) {}
