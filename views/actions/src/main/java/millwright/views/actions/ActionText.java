package millwright.views.actions;

import java.util.Locale;
import millwright.desk.draw.EntityWords;
import millwright.desk.draw.Figures;
import millwright.desk.draw.PointWords;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.Plant;

/** Actions in words. */
final class ActionText {
    private ActionText() {}

    static String what(ControlAction action) {
        return switch (action) {
            case ControlAction.SetPowerCap cap ->
                Double.isNaN(cap.wattsPerGpu())
                        ? "Lift cap"
                        : "Cap " + Figures.digits(cap.wattsPerGpu()) + " W per GPU";
            case ControlAction.SetPowerProfile profile ->
                "Profile " + profile(profile.profile().id());
            case ControlAction.Drain _ -> "Drain";
            case ControlAction.Resume _ -> "Resume";
            case ControlAction.SteerJobs steer -> order(steer.order());
            case ControlAction.SetPoint set -> PointWords.request(set.metric(), set.value());
            case ControlAction.Acknowledge ack ->
                "Acknowledge " + ack.findings().size();
        };
    }

    private static String order(JobOrder order) {
        return switch (order) {
            case REQUEUE -> "Requeue";
            case CANCEL -> "Cancel";
            case HOLD -> "Hold";
            case RELEASE -> "Release";
        };
    }

    private static String profile(int id) {
        return id == InBandProfile.MAX_P.id() ? "MAX-P" : id == InBandProfile.MAX_Q.id() ? "MAX-Q" : "in-band " + id;
    }

    static String targets(Plant plant, ControlAction action) {
        if (action.targets().isEmpty()) {
            return "–";
        }
        String first = name(plant, action.targets().getFirst());
        return action.targets().size() == 1
                ? first
                : first + " +" + (action.targets().size() - 1);
    }

    static String name(Plant plant, EntityId id) {
        return EntityWords.name(plant, id);
    }

    /** One of the three values of a target, in the action's own unit. */
    static String value(ControlAction action, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (action) {
            case ControlAction.SetPowerCap _ -> Figures.digits(value) + " W";
            case ControlAction.SetPowerProfile _ -> profile((int) value);
            case ControlAction.Drain _, ControlAction.Resume _ -> value > 0 ? "drained" : "in service";
            case ControlAction.SteerJobs _ -> value > 0 ? "done" : "not yet";
            case ControlAction.SetPoint set -> PointWords.value(set.metric(), value);
            case ControlAction.Acknowledge _ -> Figures.digits(value);
        };
    }

    /** What was commanded and is not what is seen. */
    static boolean differs(ActionProgress.Target t) {
        double off = Math.abs(t.observed() - t.desired()); // NaN where either is not known
        return !Double.isNaN(t.commanded()) && off > 0.01 * Math.abs(t.desired());
    }

    static String stage(ActionStage stage) {
        return stage.name().charAt(0)
                + stage.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What the preview is to an action at this stage: nobody confirmed what was withdrawn or ran out of time. */
    static String previewed(ActionStage stage) {
        return switch (stage) {
            case PROPOSED -> "PREVIEW TO CONFIRM";
            case REFUSED -> "PREVIEW THAT REFUSED IT";
            case WITHDRAWN, EXPIRED -> "PREVIEW AS PROPOSED";
            case APPROVED, EXECUTING, OBSERVING, CONFIRMED, PARTIAL, ROLLED_BACK, FAILED, UNKNOWN ->
                "PREVIEW AS CONFIRMED";
        };
    }
}
