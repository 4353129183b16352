package millwright.views.timeline;

import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Layer;

/** One thing on a lane: an occurrence, the start of a finding, a step of an action. @param uncertainty +- ns */
record Mark(
        Layer layer,
        long time,
        long uncertainty,
        Priority priority,
        boolean open,
        String text,
        EntityId entity,
        long count) {}
