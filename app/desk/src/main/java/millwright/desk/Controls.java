package millwright.desk;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.Preview;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;

/**
 * Acting on the plant. Guards and the twin run in the gateway; a view only asks. Answers arrive off the FX thread; the
 * story of an action is in {@link Situation#actions}.
 */
public interface Controls {
    void acknowledge(Collection<String> findings);

    /** @param wattsPerGpu NaN lifts the cap */
    ControlAction cap(List<EntityId> targets, double wattsPerGpu, String reason);

    ControlAction profile(List<EntityId> targets, InBandProfile profile, String reason);

    ControlAction drain(List<EntityId> nodes, String reason);

    ControlAction resume(List<EntityId> nodes, String reason);

    ControlAction steer(List<EntityId> jobs, JobOrder order, String reason);

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
