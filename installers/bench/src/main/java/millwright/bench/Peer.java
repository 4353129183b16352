package millwright.bench;

/** Another way of doing a row's work. @param measured in the unit of the row */
public record Peer(String name, double measured) {}
