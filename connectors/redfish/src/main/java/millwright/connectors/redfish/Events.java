package millwright.connectors.redfish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.Priority;
import millwright.plant.EntityId;
import millwright.plant.Times;

/** What an Event of a controller means. One thread; remembers the last {@value #KEPT} events, so that none is told twice. */
final class Events {
    private static final int KEPT = 1_000;
    private static final int MOST = 200;

    private final String bmc;
    private final EntityId fallback;
    private final Origin origin;
    private final Map<String, Boolean> known = new LinkedHashMap<>();

    /** @param fallback what events are about that name nothing we know */
    Events(String bmc, EntityId fallback, Origin origin) {
        this.bmc = bmc;
        this.fallback = fallback;
        this.origin = origin;
    }

    /** @param offset ns that the controller's clock is ahead @param uncertainty +- ns of it */
    List<Occurrence> read(Document event, Inventory inventory, long offset, long uncertainty, long received) {
        List<Occurrence> told = new ArrayList<>();
        for (Document record : event.items("Events")) {
            if (told.size() < MOST) {
                Occurrence occurrence = occurrence(record, inventory, offset, uncertainty, received);
                if (known.put(occurrence.id(), true) == null) {
                    told.add(occurrence);
                }
            }
        }
        while (known.size() > KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        return told;
    }

    private Occurrence occurrence(Document record, Inventory inventory, long offset, long uncertainty, long received) {
        String message = record.text("MessageId", record.text("EventType", "Event"));
        String severity = record.text("MessageSeverity", record.text("Severity", "OK"));
        String path = record.link("OriginOfCondition").orElse("");
        EntityId entity = path.isEmpty() ? fallback : inventory.ownerOf(path).orElse(fallback);
        String stamp = record.text("EventTimestamp", "");
        long said = When.ours(stamp, offset);
        long time = said == 0 ? received : said;
        String text = record.text("Message", message);
        String what = what(message);
        Map<String, String> details = new LinkedHashMap<>();
        details.put("bmc", bmc);
        details.put("message", message);
        details.put("severity", severity);
        details.put("redfish.path", path);
        String number = record.text("EventId", "");
        String moment = said != 0 ? stamp : number.isEmpty() ? received + " " + text : "";
        return new Occurrence(
                "redfish/" + bmc + "/event/" + number + "/" + message + "/" + moment,
                what,
                HealthWatch.layer(entity),
                entity,
                time,
                said == 0 ? Times.SECOND : uncertainty,
                received,
                priority(severity, what),
                text,
                1,
                details,
                origin);
    }

    /** The key of a registry's message without registry and version, with a word before it that rules know. */
    private static String what(String messageId) {
        String key = messageId.substring(messageId.lastIndexOf('.') + 1);
        String lower = key.toLowerCase(Locale.ROOT);
        for (String word : List.of("leak", "link", "pump", "power")) {
            if (lower.contains(word)) {
                return word + "." + (key.isBlank() ? "event" : key);
            }
        }
        return "bmc." + (key.isBlank() ? "event" : key);
    }

    private static Priority priority(String severity, String what) {
        return switch (severity) {
            case "Critical" -> what.startsWith("leak.") ? Priority.CRITICAL : Priority.HIGH;
            case "Warning" -> Priority.MEDIUM;
            default -> Priority.INFO;
        };
    }
}
