package millwright.plant;

/**
 * Directed relations: from CONTAINS, FEEDS, COOLS, CONNECTS, RUNS_ON (job to node or gpu; of a node it has all GPUs), OWNS
 * (org), SERVES (job to endpoint), SHARES (job to a node that it holds a part of: cores alone, or GPUs that nobody numbers)
 * to. Append only.
 */
public enum RelationKind {
    CONTAINS,
    FEEDS,
    COOLS,
    CONNECTS,
    RUNS_ON,
    OWNS,
    SERVES,
    SHARES
}
