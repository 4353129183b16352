package millwright.control;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.feed.ActionHeader;
import millwright.feed.ActionHeader.ProposerKind;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.plant.EntityId;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;
import org.jspecify.annotations.Nullable;

/**
 * An action as the audit has it beside its words, which name a few targets only: {@code cap?on=rack:R1&watts=850.0&…}, a
 * query string with every target, so that a gateway started anew can show what was done. The key stands in the record.
 *
 * @param simulated whether the plant that it was proposed for is simulated
 */
record WrittenAction(ControlAction action, boolean simulated) {
    private static final String ON = "on";
    private static final String FINDING = "finding";

    String text() {
        StringBuilder text = new StringBuilder(kind());
        action.targets().forEach(target -> put(text, ON, target.text()));
        switch (action) {
            case ControlAction.Acknowledge a -> a.findings().forEach(f -> put(text, FINDING, f));
            case ControlAction.SetPowerCap a -> put(text, "watts", Double.toString(a.wattsPerGpu()));
            case ControlAction.SetPowerProfile a ->
                put(text, "profile", Integer.toString(a.profile().id()));
            case ControlAction.SteerJobs a -> put(text, "order", a.order().name());
            case ControlAction.SetPoint a -> {
                put(text, "metric", a.metric().name());
                put(text, "value", Double.toString(a.value()));
            }
            case ControlAction.Drain _, ControlAction.Resume _ -> {}
        }
        ActionHeader header = action.header();
        put(text, "proposer", header.proposer());
        put(text, "by", header.proposerKind().name());
        put(text, "created", Long.toString(header.created()));
        put(text, "expires", Long.toString(header.expires()));
        put(text, "revision", Long.toString(header.revision()));
        put(text, "reason", header.reason());
        put(text, "simulated", Boolean.toString(simulated));
        return text.toString();
    }

    private String kind() {
        return switch (action) {
            case ControlAction.Acknowledge _ -> "acknowledge";
            case ControlAction.SetPowerCap _ -> "cap";
            case ControlAction.SetPowerProfile _ -> "profile";
            case ControlAction.Drain _ -> "drain";
            case ControlAction.Resume _ -> "resume";
            case ControlAction.SteerJobs _ -> "jobs";
            case ControlAction.SetPoint _ -> "point";
        };
    }

    /** Ids stay readable: a colon and a slash part nothing here. */
    private static void put(StringBuilder text, String name, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        text.append(text.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded.replace("%3A", ":").replace("%2F", "/").replace("%40", "@"));
    }

    /** Null when it is none that this version knows. */
    static @Nullable WrittenAction read(String key, String text) {
        int begin = text.indexOf('?');
        Map<String, List<String>> said = new HashMap<>();
        try {
            for (String pair : text.substring(begin + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                said.computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
            ControlAction action = action(text.substring(0, begin), header(key, said), said);
            return action == null ? null : new WrittenAction(action, Boolean.parseBoolean(one(said, "simulated")));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null; // written by a version that says more, or otherwise
        }
    }

    private static ActionHeader header(String key, Map<String, List<String>> said) {
        return new ActionHeader(
                key,
                one(said, "proposer"),
                ProposerKind.valueOf(one(said, "by")),
                Long.parseLong(one(said, "created")),
                Long.parseLong(one(said, "expires")),
                Long.parseLong(one(said, "revision")),
                one(said, "reason"));
    }

    private static @Nullable ControlAction action(String kind, ActionHeader header, Map<String, List<String>> said) {
        List<EntityId> on =
                said.getOrDefault(ON, List.of()).stream().map(EntityId::new).toList();
        return switch (kind) {
            case "acknowledge" -> new ControlAction.Acknowledge(header, said.getOrDefault(FINDING, List.of()), on);
            case "cap" -> new ControlAction.SetPowerCap(header, on, Double.parseDouble(one(said, "watts")));
            case "profile" ->
                new ControlAction.SetPowerProfile(
                        header, on, new InBandProfile(Integer.parseInt(one(said, "profile"))));
            case "drain" -> new ControlAction.Drain(header, on);
            case "resume" -> new ControlAction.Resume(header, on);
            case "jobs" -> new ControlAction.SteerJobs(header, on, JobOrder.valueOf(one(said, "order")));
            case "point" ->
                new ControlAction.SetPoint(
                        header, on, new MetricId(one(said, "metric")), Double.parseDouble(one(said, "value")));
            default -> null;
        };
    }

    private static String one(Map<String, List<String>> said, String name) {
        return said.getOrDefault(name, List.of()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
