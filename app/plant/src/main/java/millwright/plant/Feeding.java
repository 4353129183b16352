package millwright.plant;

/** One feed into an entity: the dense index of what feeds it, its side and its phase. */
public record Feeding(int feeder, Side side, Phase phase) {}
