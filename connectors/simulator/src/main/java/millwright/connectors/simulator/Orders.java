package millwright.connectors.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.connectors.simulator.scenario.Scenario.Obedience;
import millwright.feed.ControlAction;
import millwright.feed.Priority;
import millwright.feed.Receipt;
import millwright.feed.Receipt.Answer;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.Layer;
import millwright.plant.Plant;
import millwright.plant.PlantChange;

/**
 * Carries out what the plant is told to do: late, and by the seed sometimes only in part, clamped or never. The same key
 * is carried out once. Simulation thread only; keys are kept for the life of the simulation.
 */
final class Orders {
    enum Outcome {
        OBEYED,
        PARTLY,
        CLAMPED,
        NEVER
    }

    private record Pending(double at, ControlAction action, int[] nodes, Outcome outcome) {}

    private final World world;
    private final Herald herald;
    private final Scheduler scheduler;
    private final Obedience obedience;
    private final Set<String> seen = new HashSet<>();
    private final List<Pending> pending = new ArrayList<>();

    Orders(World world, Herald herald, Scheduler scheduler) {
        this.world = world;
        this.herald = herald;
        this.scheduler = scheduler;
        this.obedience = world.scenario.obedience();
    }

    void take(ControlAction action, Plant plant, double t) {
        String key = action.header().key();
        if (!seen.add(key)) {
            answer(key, Answer.DUPLICATE, "already taken");
            return;
        }
        if (action.header().expires() < herald.now()) {
            answer(key, Answer.REFUSED, "expired before it could start");
            return;
        }
        if (action instanceof ControlAction.SteerJobs || action instanceof ControlAction.SetPoint) {
            answer(key, Answer.REFUSED, refusal(action));
            return;
        }
        List<Integer> nodes = new ArrayList<>();
        for (EntityId target : action.targets()) {
            int index = plant.indexOf(target);
            int[] inside = index < 0 ? new int[0] : plant.within(index, EntityKind.NODE);
            if (inside.length == 0) {
                answer(key, Answer.REFUSED, target + " is no node and holds none");
                return;
            }
            for (int node : inside) {
                nodes.add(plant.slotOf(node));
            }
        }
        String fault = refusal(action);
        if (!fault.isEmpty()) {
            answer(key, Answer.REFUSED, fault);
            return;
        }
        long dice = Dice.of(key);
        double delay = obedience.soonest() + (obedience.latest() - obedience.soonest()) * world.dice.even(81, dice);
        int[] slots = nodes.stream().distinct().mapToInt(Integer::intValue).toArray();
        pending.add(new Pending(t + delay, action, slots, outcome(world.dice.even(82, dice))));
        answer(key, Answer.ACCEPTED, "taken for " + Count.of(slots.length, "node"));
    }

    /** Why the action cannot be done by this plant at all; empty when it can. */
    private String refusal(ControlAction action) {
        return switch (action) {
            case ControlAction.SetPowerCap cap ->
                Double.isNaN(cap.wattsPerGpu()) || cap.wattsPerGpu() > 0 ? "" : "a cap must be above 0 W";
            case ControlAction.SetPowerProfile set ->
                supported(set.profile())
                        ? ""
                        : "profile " + set.profile().id() + " is not supported; in-band ids 0 and 1 are";
            case ControlAction.Drain _, ControlAction.Resume _ -> "";
            case ControlAction.SetPoint _ -> "the simulated building lets nobody write its points";
            case ControlAction.SteerJobs _ -> "the simulated scheduler takes no orders about jobs";
            case ControlAction.Acknowledge _ -> "findings are acknowledged at the gateway, not in the plant";
        };
    }

    private static boolean supported(InBandProfile profile) {
        return profile.equals(InBandProfile.MAX_P) || profile.equals(InBandProfile.MAX_Q);
    }

    private Outcome outcome(double dice) {
        double partly = obedience.never() + obedience.partly();
        return dice < obedience.never()
                ? Outcome.NEVER
                : dice < partly
                        ? Outcome.PARTLY
                        : dice < partly + obedience.clamped() ? Outcome.CLAMPED : Outcome.OBEYED;
    }

    private void answer(String key, Answer answer, String text) {
        herald.tell(new Receipt(key, answer, text, herald.now()));
    }

    List<PlantChange> step(double t) {
        List<PlantChange> changes = new ArrayList<>();
        for (Iterator<Pending> i = pending.iterator(); i.hasNext(); ) {
            Pending next = i.next();
            if (next.at() <= t) {
                i.remove();
                if (next.outcome() != Outcome.NEVER) {
                    changes.addAll(carryOut(next));
                }
            }
        }
        return changes;
    }

    private List<PlantChange> carryOut(Pending order) {
        int count = order.outcome() == Outcome.PARTLY ? (order.nodes().length + 1) / 2 : order.nodes().length;
        List<Integer> nodes = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            nodes.add(order.nodes()[k]);
        }
        return switch (order.action()) {
            case ControlAction.SetPowerCap cap -> {
                nodes.forEach(n -> cap(n, cap.wattsPerGpu(), order.outcome()));
                yield done(
                        "power.cap",
                        order,
                        String.format(Locale.ROOT, "cap %.0f W on %s", cap.wattsPerGpu(), Count.of(count, "node")));
            }
            case ControlAction.SetPowerProfile set -> {
                nodes.forEach(n -> profile(n, set.profile(), order.outcome()));
                yield done("power.profile", order, "profile " + set.profile().id() + " on " + Count.of(count, "node"));
            }
            case ControlAction.Drain _ -> {
                nodes.forEach(n -> world.racks.nodeState[n] =
                        world.racks.nodeState[n] == Racks.READY ? Racks.DRAINING : world.racks.nodeState[n]);
                yield done("node.drain", order, Count.of(count, "node") + " draining");
            }
            case ControlAction.Resume _ -> {
                done("node.resume", order, Count.of(count, "node") + " back in service");
                yield scheduler.resume(nodes);
            }
            case ControlAction.SteerJobs _, ControlAction.SetPoint _, ControlAction.Acknowledge _ -> List.of();
        };
    }

    private List<PlantChange> done(String what, Pending order, String text) {
        Map<String, String> details = Map.of("key", order.action().header().key());
        EntityId target = order.action().targets().getFirst();
        herald.happened(Sources.REDFISH, Layer.CONTROL, what, target, Priority.INFO, text, 1, details);
        return List.of();
    }

    /** A cap outside what the board can do is clamped to it, by any board and any order. */
    private void cap(int node, double watts, Outcome outcome) {
        double lowest = world.scenario.hardware().capFloor();
        double highest = world.scenario.hardware().maxP();
        double clamped = Math.clamp(watts, lowest, highest);
        double set = outcome == Outcome.CLAMPED ? (clamped + highest) / 2 : clamped;
        for (int g = node * world.shape.gpus(); g < (node + 1) * world.shape.gpus(); g++) {
            world.gpus.cap[g] = Double.isNaN(watts) ? Float.NaN : (float) set;
            world.enforce(g);
        }
    }

    /** A clamped order is asked for but not enforced: another profile of higher priority stands in its way. */
    private void profile(int node, InBandProfile profile, Outcome outcome) {
        for (int g = node * world.shape.gpus(); g < (node + 1) * world.shape.gpus(); g++) {
            world.gpus.profileAsked[g] = (byte) profile.id();
            if (outcome != Outcome.CLAMPED) {
                world.gpus.profile[g] = (byte) profile.id();
            }
            world.enforce(g);
        }
    }
}
