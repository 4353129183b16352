package millwright.feed;

/** Length and last hash (hex) of the audit chain; whoever has seen one can tell later that the tail was cut. */
public record AuditHead(long count, String hash, long time) implements PlantEvent {}
