package millwright.views.inference;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import millwright.analysis.pareto.PowerBasis;
import millwright.analysis.pareto.ServingPoint;
import millwright.views.kit.SegmentedToggle;

/**
 * Whose power figures per MW and per token are of. Only bases that results or live endpoints know can be chosen; where
 * nobody chose, the one that most results know. FX thread.
 */
final class PowerChoice {
    private static final String SAVED = "power";

    private final HBox box = new HBox(8);
    private final Runnable changed;
    private Set<PowerBasis> ofResults = EnumSet.noneOf(PowerBasis.class);
    private PowerBasis usualOfResults = PowerBasis.UNSTATED;
    private Set<PowerBasis> offered = EnumSet.noneOf(PowerBasis.class);
    private String wished = "";
    private PowerBasis basis = PowerBasis.UNSTATED;

    PowerChoice(Runnable changed) {
        this.changed = changed;
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setAlignment(Pos.CENTER_LEFT);
        build();
    }

    HBox node() {
        return box;
    }

    /** Results count before live endpoints. */
    void results(List<ServingPoint> results) {
        ofResults = PowerBasis.known(results);
        usualOfResults = PowerBasis.ofMost(results);
    }

    /** @param live endpoints; they count only where no result knows any power */
    void offer(List<ServingPoint> live) {
        EnumSet<PowerBasis> known = EnumSet.noneOf(PowerBasis.class);
        known.addAll(ofResults);
        known.addAll(PowerBasis.known(live));
        PowerBasis usual = ofResults.isEmpty() ? PowerBasis.ofMost(live) : usualOfResults;
        PowerBasis wanted =
                known.stream().filter(b -> b.key().equals(wished)).findFirst().orElse(usual);
        if (!known.equals(offered) || wanted != basis) {
            offered = known;
            basis = wanted;
            build();
        }
    }

    private void build() {
        Label title = new Label("Power of");
        title.setMinWidth(Region.USE_PREF_SIZE);
        if (offered.isEmpty()) {
            Label none = new Label("nobody known");
            none.setMinWidth(Region.USE_PREF_SIZE);
            box.getChildren().setAll(title, none);
            return;
        }
        SegmentedToggle<PowerBasis> toggle = new SegmentedToggle<>("Power of");
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        offered.forEach(b -> toggle.add(b.title(), b));
        toggle.choose(basis);
        toggle.onChoose(chosen -> {
            wished = chosen.key();
            basis = chosen;
            changed.run();
        });
        box.getChildren().setAll(title, toggle);
    }

    PowerBasis basis() {
        return basis;
    }

    void save(Map<String, String> saved) {
        if (!wished.isEmpty()) {
            saved.put(SAVED, wished);
        }
    }

    void restore(Map<String, String> saved) {
        wished = saved.getOrDefault(SAVED, "");
    }
}
