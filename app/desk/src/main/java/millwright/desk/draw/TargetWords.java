package millwright.desk.draw;

import millwright.feed.ControlAction;
import millwright.plant.InBandProfile;

/** What was desired, commanded or observed of a target of an action, in words or in the action's unit. Stateless. */
public final class TargetWords {
    private TargetWords() {}

    /** @param value of {@link millwright.feed.ActionProgress.Target}; NaN where it is not known */
    public static String value(ControlAction action, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (action) {
            case ControlAction.SetPowerCap _ ->
                Figures.of(value, Figures.BOARD_WATTS).joined();
            case ControlAction.SetPowerProfile _ -> profile((int) value);
            case ControlAction.Drain _, ControlAction.Resume _ -> value > 0 ? "drained" : "in service";
            case ControlAction.SteerJobs _ -> value > 0 ? "done" : "not yet";
            case ControlAction.SetPoint set -> PointWords.value(set.metric(), value);
            case ControlAction.Acknowledge _ -> Figures.digits(value);
        };
    }

    /** @param id of an in-band profile */
    public static String profile(int id) {
        return id == InBandProfile.MAX_P.id() ? "MAX-P" : id == InBandProfile.MAX_Q.id() ? "MAX-Q" : "in-band " + id;
    }
}
