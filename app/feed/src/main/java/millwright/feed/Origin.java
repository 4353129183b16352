package millwright.feed;

import millwright.plant.EntityId;

/** Where data comes from: a SOURCE entity, and whether it was made by a simulator. The mark is never lost on the way. */
public record Origin(EntityId source, boolean simulated) {}
