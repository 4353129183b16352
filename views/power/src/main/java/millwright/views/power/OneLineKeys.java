package millwright.views.power;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import millwright.plant.EntityId;
import org.jspecify.annotations.Nullable;

/** Where an arrow goes on the one-line diagram. Nothing selected: to the first block. Keeps nothing. */
final class OneLineKeys {
    private OneLineKeys() {}

    /** @param by -1 or 1 @return the block itself where the tier ends */
    static Diagram.Block beside(Diagram diagram, @Nullable EntityId selected, int by) {
        for (List<Diagram.Block> tier : diagram.tiers()) {
            int at = indexOf(tier, selected);
            if (at >= 0) {
                return tier.get(Math.clamp(at + by, 0, tier.size() - 1));
            }
        }
        return diagram.tiers().getFirst().getFirst();
    }

    /** @param center px of a block's middle @return the block itself where no further tier is */
    static Diagram.Block across(
            Diagram diagram, @Nullable EntityId selected, int by, ToDoubleFunction<Diagram.Block> center) {
        for (int t = 0; t < diagram.tiers().size(); t++) {
            int at = indexOf(diagram.tiers().get(t), selected);
            if (at >= 0) {
                Diagram.Block from = diagram.tiers().get(t).get(at);
                int to = t + by;
                return to < 0 || to >= diagram.tiers().size()
                        ? from
                        : diagram.tiers().get(to).stream()
                                .min(Comparator.comparingDouble(
                                        b -> Math.abs(center.applyAsDouble(b) - center.applyAsDouble(from))))
                                .orElse(from);
            }
        }
        return diagram.tiers().getFirst().getFirst();
    }

    private static int indexOf(List<Diagram.Block> tier, @Nullable EntityId id) {
        for (int i = 0; i < tier.size(); i++) {
            if (tier.get(i).entity().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
