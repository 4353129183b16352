package millwright.desk.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import millwright.desk.Situation;
import millwright.desk.draw.Targets;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.series.Latest;

/**
 * What may be proposed to racks and nodes, one action for all of them; nothing is asked of the plant before its dialog was
 * confirmed. Any thread.
 */
final class Proposals {
    static final MetricId NODE_STATE = new MetricId("node.state");
    private static final double CAP_SHARE = 0.85;
    /** Where no board tells what it may draw, W. */
    private static final double CAP = 850;

    private final ShellContext context;

    Proposals(ShellContext context) {
        this.context = context;
    }

    /** @param title without the dots that say that a dialog follows @param key what people call it */
    record Offer(String title, String key, Supplier<ControlAction> action) {}

    /** @return nothing for nothing, and nothing of draining where there is no node */
    List<Offer> of(Plant plant, Targets targets) {
        if (targets.isEmpty()) {
            return List.of();
        }
        String what = targets.words(plant);
        String ofAll = targets.chosen().size() == 1 ? "" : " of " + what;
        List<Offer> offers = new ArrayList<>();
        if (!targets.nodes().isEmpty()) {
            offers.add(new Offer("Drain " + what, "drain", () -> context.acting.drain(targets.nodes(), "")));
        }
        offers.add(new Offer(
                "Set power limit" + ofAll,
                "cap",
                () -> context.acting.cap(targets.chosen(), capFor(targets.nodes()), "")));
        offers.add(new Offer(
                "Set MAX-Q profile" + ofAll,
                "profile",
                () -> context.acting.profile(targets.chosen(), InBandProfile.MAX_Q, "")));
        if (!targets.nodes().isEmpty()) {
            offers.add(new Offer("Resume " + what, "resume", () -> context.acting.resume(targets.nodes(), "")));
        }
        return offers;
    }

    /** What takes load off whatever feeds or cools the targets and can be taken back at once. */
    List<Offer> relief(Plant plant, Targets targets) {
        return of(plant, targets).stream()
                .filter(offer -> offer.key().equals("cap") || offer.key().equals("profile"))
                .map(offer -> new Offer(
                        (offer.key().equals("cap") ? "Cap " : "MAX-Q on ") + targets.words(plant) + " below",
                        offer.key(),
                        offer.action()))
                .toList();
    }

    /** Whether any of the nodes is out of service, by what is read of it or by what was asked from here. */
    boolean drained(Situation situation, Targets targets) {
        Plant plant = situation.plant();
        Latest states = context.model.latest().latest(NODE_STATE, EntityKind.NODE);
        boolean seen = targets.nodes().stream()
                .mapToInt(id -> plant.slotOf(plant.indexOf(id)))
                .anyMatch(slot -> states.ok(slot) && states.values()[slot] != 0);
        Set<EntityId> asked = new HashSet<>();
        situation.actions().values().stream()
                .filter(a -> a.action() instanceof ControlAction.Drain
                        && a.stage() != ActionStage.REFUSED
                        && a.stage() != ActionStage.WITHDRAWN)
                .forEach(a -> asked.addAll(a.action().targets()));
        return seen || !targets.nodes().isEmpty() && asked.containsAll(targets.nodes());
    }

    /** 85 % of what the GPUs may draw now. */
    private double capFor(List<EntityId> nodes) {
        Plant plant = context.model.plant();
        Latest limits = context.model.latest().latest(new MetricId("gpu.power.limit"), EntityKind.GPU);
        for (EntityId node : nodes) {
            int index = plant.indexOf(node);
            for (int gpu : index < 0 ? new int[0] : plant.within(index, EntityKind.GPU)) {
                int slot = plant.slotOf(gpu);
                if (limits.ok(slot)) {
                    return Math.rint(limits.values()[slot] * CAP_SHARE / 10) * 10;
                }
            }
        }
        return CAP;
    }
}
