package millwright.control;

import millwright.analysis.twin.Consequence;
import millwright.feed.ControlAction;
import millwright.plant.Plant;
import millwright.series.LatestValues;

/**
 * What a guard is asked.
 *
 * @param changes how the plant changed lately, for the version precondition
 */
record Question(
        ControlAction action,
        Caller caller,
        Plant plant,
        LatestValues latest,
        Consequence consequence,
        Footprints changes,
        ControlSettings settings,
        long now) {}
