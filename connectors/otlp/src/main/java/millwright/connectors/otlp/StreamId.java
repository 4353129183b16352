package millwright.connectors.otlp;

/** What names one stream of points. */
record StreamId(Attributes resource, Attributes scope, String name, Attributes attributes) {}
