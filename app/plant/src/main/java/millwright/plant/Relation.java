package millwright.plant;

/** One directed relation. {@code side} and {@code phase} speak only for FEEDS and are NONE elsewhere. */
public record Relation(RelationKind kind, EntityId from, EntityId to, Side side, Phase phase) {
    public static Relation of(RelationKind kind, EntityId from, EntityId to) {
        return new Relation(kind, from, to, Side.NONE, Phase.NONE);
    }

    public static Relation feeds(EntityId from, EntityId to, Side side, Phase phase) {
        return new Relation(RelationKind.FEEDS, from, to, side, phase);
    }
}
