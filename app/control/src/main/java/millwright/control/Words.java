package millwright.control;

import java.util.Locale;
import millwright.analysis.correlate.Names;
import millwright.feed.ControlAction;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.MetricKind;
import millwright.plant.Plant;

/** An action in words, the same on screens and in the audit. */
final class Words {
    private static final int NAMED = 3;

    private Words() {}

    static String of(ControlAction action, Plant plant) {
        String where = where(action, plant);
        return switch (action) {
            case ControlAction.Acknowledge a -> Acknowledged.words("acknowledge", a.findings(), "");
            case ControlAction.SetPowerCap cap ->
                Double.isNaN(cap.wattsPerGpu())
                        ? "lift the cap of " + where
                        : String.format(Locale.ROOT, "cap %s at %.0f W per GPU", where, cap.wattsPerGpu());
            case ControlAction.SetPowerProfile set ->
                "set in-band power profile " + set.profile().id() + " on " + where;
            case ControlAction.Drain _ -> "drain " + where;
            case ControlAction.Resume _ -> "resume " + where;
            case ControlAction.SteerJobs steer -> steer.order().name().toLowerCase(Locale.ROOT) + " " + where;
            case ControlAction.SetPoint set -> "ask for " + point(set) + " of " + where;
        };
    }

    private static String point(ControlAction.SetPoint set) {
        return Catalogue.standard()
                .find(set.metric())
                .map(m -> "'" + m.title() + "' = "
                        + (m.kind() != MetricKind.STATE
                                ? set.value() + " " + m.unit()
                                : set.value() == 0 ? "no" : "yes"))
                .orElse(set.metric() + " = " + set.value());
    }

    private static String where(ControlAction action, Plant plant) {
        StringBuilder names = new StringBuilder();
        int shown = Math.min(NAMED, action.targets().size());
        for (EntityId target : action.targets().subList(0, shown)) {
            names.append(names.isEmpty() ? "" : ", ").append(Names.of(plant, target));
        }
        int more = action.targets().size() - shown;
        return names + (more > 0 ? " and " + more + " more" : "");
    }

    /** What an approver may type for a wide blast radius: the first target's name or id. */
    static boolean confirms(ControlAction action, Plant plant, String typed) {
        EntityId first = action.targets().getFirst();
        return typed.strip().equalsIgnoreCase(Names.of(plant, first))
                || typed.strip().equals(first.text());
    }
}
