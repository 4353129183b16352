package millwright.views.actions;

import java.util.Locale;
import millwright.desk.draw.EntityWords;
import millwright.desk.draw.Figures;
import millwright.desk.draw.PointWords;
import millwright.desk.draw.TargetWords;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.plant.EntityId;
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
                "Profile " + TargetWords.profile(profile.profile().id());
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
