package millwright.plant;

/** Directed relations: from CONTAINS, FEEDS, COOLS, CONNECTS, RUNS_ON (job to node or gpu), OWNS (org), SERVES (job to endpoint) to. Append only. */
public enum RelationKind {
    CONTAINS,
    FEEDS,
    COOLS,
    CONNECTS,
    RUNS_ON,
    OWNS,
    SERVES
}
