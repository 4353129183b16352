package millwright.desk.shell;

import java.util.Locale;
import millwright.desk.draw.Figures;
import millwright.desk.draw.PointWords;
import millwright.desk.draw.TargetWords;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;

/** How actions are called on screen. Stateless. */
final class ActionWords {
    private ActionWords() {}

    static String title(ControlAction action) {
        return switch (action) {
            case ControlAction.Acknowledge a -> "Acknowledge " + a.findings().size();
            case ControlAction.SetPowerCap cap ->
                Double.isNaN(cap.wattsPerGpu())
                        ? "Lift power cap"
                        : "Cap at "
                                + Figures.of(cap.wattsPerGpu(), Figures.BOARD_WATTS)
                                        .joined() + " per GPU";
            case ControlAction.SetPowerProfile profile ->
                "Power profile " + TargetWords.profile(profile.profile().id());
            case ControlAction.Drain _ -> "Drain";
            case ControlAction.Resume _ -> "Resume";
            case ControlAction.SteerJobs steer -> order(steer.order());
            case ControlAction.SetPoint set -> PointWords.request(set.metric(), set.value());
        };
    }

    static String order(JobOrder order) {
        return switch (order) {
            case REQUEUE -> "Requeue";
            case CANCEL -> "Cancel";
            case HOLD -> "Hold";
            case RELEASE -> "Release";
        };
    }

    static String stage(ActionStage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Keys that carry a random part are shown by its first letters. */
    static String shortKey(String key) {
        return key.length() <= 12 ? key : key.substring(0, 12);
    }
}
