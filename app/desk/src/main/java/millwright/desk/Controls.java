package millwright.desk;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import millwright.feed.ActionHeader;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;

/**
 * Acting on the plant. Guards and the twin run in the gateway; a view only asks. Answers arrive off the FX thread; the
 * story of an action is in {@link Situation#actions}.
 */
public interface Controls {
    /** At once where it is a few; of more the desk first says what they are, and wants a button held. */
    void acknowledge(Collection<String> findings);

    /** Of an action that whoever is at the desk would propose now. */
    ActionHeader header(String reason);

    /** @param wattsPerGpu NaN lifts the cap */
    default ControlAction cap(List<EntityId> targets, double wattsPerGpu, String reason) {
        return new ControlAction.SetPowerCap(header(reason), targets, wattsPerGpu);
    }

    default ControlAction profile(List<EntityId> targets, InBandProfile profile, String reason) {
        return new ControlAction.SetPowerProfile(header(reason), targets, profile);
    }

    default ControlAction drain(List<EntityId> nodes, String reason) {
        return new ControlAction.Drain(header(reason), nodes);
    }

    default ControlAction resume(List<EntityId> nodes, String reason) {
        return new ControlAction.Resume(header(reason), nodes);
    }

    default ControlAction steer(List<EntityId> jobs, JobOrder order, String reason) {
        return new ControlAction.SteerJobs(header(reason), jobs, order);
    }

    /** Asks for a value of a point that its source lets others write, see {@link millwright.feed.WritablePoints}. */
    default ControlAction ask(List<EntityId> targets, MetricId metric, double value, String reason) {
        return new ControlAction.SetPoint(header(reason), targets, metric, value);
    }

    /** What would follow; changes nothing. Fails with a one-line reason after 5 s without an answer. */
    CompletionStage<Preview> preview(ControlAction action);

    CompletionStage<Preview> previewLoss(EntityId feeder);

    void propose(ControlAction action);

    /** @param confirmation what the operator typed */
    void approve(String key, String confirmation);

    void withdraw(String key);

    /** Opens the desk's own dialog: preview, guards, cost, typed or held confirmation. */
    void openDialog(ControlAction action);

    /** Who is at the desk, as the audit names them. */
    String operator();
}
