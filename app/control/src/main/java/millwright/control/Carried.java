package millwright.control;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import millwright.feed.ActionStage;
import millwright.feed.Alarm;
import millwright.feed.FeedSink;
import millwright.feed.Occurrence;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Priority;
import millwright.plant.Count;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Layer;
import millwright.plant.Times;

/**
 * Carries acknowledgements over a restart, and over to the id of the thing that theirs turned out to be: an alarm of the same rule on the same entity that is raised again within
 * {@link #WITHIN} of the start is acknowledged as it was, by whom and when, unless no gateway ran for longer than
 * {@link #AWAY}. An event, such as an XID, does not stand: one that happened after the acknowledgement is a new one. It is
 * once only: when a finding clears, the audit says that its acknowledgement is over. What else cleared and came back while
 * no gateway ran cannot be told from what stood all along. One thread; bounded by the acknowledgements that the audit
 * remembers.
 */
final class Carried {
    /** Longer than any rule waits before it raises an alarm, and than sources take to come back. */
    static final long WITHIN = 5 * Times.MINUTE;
    /** After a longer absence nothing is taken for what stood before it. */
    static final long AWAY = Times.HOUR;

    private static final String NOT_RAISED = "not raised again within " + WITHIN / Times.MINUTE + " min of a restart";
    private static final String TOO_LONG = "no gateway ran for more than " + AWAY / Times.MINUTE + " min";
    private static final String ANEW = "happened again since";
    /** Rules of what happens, not of what stands. */
    private static final Set<String> EVENTS = Set.of("xid", "event");

    private static final int A_RECORD = 1_000;
    private static final Caller GATEWAY = new Caller("gateway", Role.OPERATE);
    private static final EntityId SELF = EntityId.of(EntityKind.SOURCE, "gateway");

    private record Renamed(Acknowledgement given, long until) {}

    private final AuditLog audit;
    private final Acknowledgements acknowledgements;
    private final boolean writable;
    private final long until;
    /** Of an earlier life of the gateway, by what they are about; nobody has raised these again. */
    private final Map<String, Acknowledgement> earlier = new LinkedHashMap<>();
    /** Of things that go by another id now, by what they are about under that one; nobody has raised these again. */
    private final Map<String, Renamed> renamed = new LinkedHashMap<>();
    /** Raised again since the last tick, by the id that they have now. */
    private final Map<String, Acknowledgement> raised = new LinkedHashMap<>();

    private final Set<String> standing = new HashSet<>();
    /** Acknowledgements that are over, of which the audit must say so, and why. */
    private final Map<String, String> over = new LinkedHashMap<>();

    /** @param alive when a gateway of before told last, as far as anybody but the audit knows; 0 where nobody does */
    Carried(AuditLog audit, Acknowledgements acknowledgements, boolean writable, long now, long alive) {
        this.audit = audit;
        this.acknowledgements = acknowledgements;
        this.writable = writable;
        until = now + WITHIN;
        if (writable) {
            if (now - Math.max(alive, audit.head().time()) > AWAY) {
                audit.acknowledgements().forEach(a -> over.put(a.finding(), TOO_LONG));
            } else {
                audit.acknowledgements().forEach(a -> earlier.put(Acknowledgement.matter(a.finding()), a));
            }
        }
    }

    /** What somebody acknowledged now: of which no alarm stands it is over already. @return those that were known */
    int acknowledge(List<String> findings, Caller by, long now, FeedSink out) {
        standing.addAll(findings);
        findings.forEach(id -> {
            earlier.remove(Acknowledgement.matter(id));
            raised.remove(id);
        });
        List<String> known = acknowledgements.acknowledge(findings, by.name(), now, event -> {
            saw(event, now);
            out.accept(event);
        });
        Set<String> unknown = new HashSet<>(findings);
        known.forEach(unknown::remove);
        unknown.forEach(this::end);
        return known.size();
    }

    /** What stands acknowledged of {@code gone} is to be found on {@code kept} again, within {@link #WITHIN}. */
    void joined(EntityId gone, EntityId kept, long now) {
        String of = "/" + gone.text();
        for (Acknowledgement given : writable ? audit.acknowledgements() : List.<Acknowledgement>of()) {
            String matter = Acknowledgement.matter(given.finding());
            if (matter.endsWith(of) && !over.containsKey(given.finding())) {
                String again = matter.substring(0, matter.length() - of.length()) + "/" + kept.text();
                renamed.put(again, new Renamed(given, now + WITHIN));
            }
        }
    }

    void saw(PlantEvent event, long now) {
        if (event instanceof Alarm alarm) {
            switch (alarm.state()) {
                case UNACKNOWLEDGED -> raise(alarm.finding(), now);
                case NORMAL, RETURNED -> end(alarm.finding());
                case ACKNOWLEDGED, SHELVED -> {}
            }
        }
    }

    private void raise(String finding, long now) {
        String matter = Acknowledgement.matter(finding);
        Renamed other = renamed.remove(matter);
        Acknowledgement before = now > until ? null : earlier.remove(matter);
        if (before == null && other != null && now <= other.until()) {
            before = other.given();
        }
        if (before == null) {
            return;
        }
        if (isEvent(finding) && began(finding) > before.at()) {
            over.put(before.finding(), ANEW);
        } else {
            raised.put(finding, before);
        }
    }

    private static boolean isEvent(String finding) {
        return EVENTS.contains(finding.substring(0, Math.max(0, finding.indexOf('/'))));
    }

    /** Ids end with when they began, in ms. @return ns; of an id that does not say so, the end of all times */
    private static long began(String finding) {
        try {
            return Long.parseLong(finding.substring(finding.lastIndexOf('@') + 1)) * Times.MILLI;
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void end(String finding) {
        boolean stood = standing.remove(finding);
        boolean wasRaised = raised.remove(finding) != null;
        if (stood || wasRaised) {
            over.put(finding, "cleared");
        }
    }

    /** @throws AuditException when the audit cannot be written: then nothing follows, and the next call tries again */
    void tick(long now, BooleanSupplier simulated, FeedSink out) {
        if (now > until) {
            earlier.values().forEach(a -> over.putIfAbsent(a.finding(), NOT_RAISED));
            earlier.clear();
        }
        renamed.values().removeIf(r -> now > r.until());
        settle(now, out);
        while (!raised.isEmpty()) {
            carry(raised.values().iterator().next(), now, simulated.getAsBoolean(), out);
        }
    }

    /**
     * Writes which acknowledgements are over. What is given next may be of the same matter: it must stand behind.
     *
     * @throws AuditException when the audit cannot be written: then nothing may be given either
     */
    void settle(long now, FeedSink out) {
        while (!over.isEmpty()) {
            end(over.values().iterator().next(), now, out);
        }
    }

    private void end(String why, long now, FeedSink out) {
        List<String> findings = over.entrySet().stream()
                .filter(e -> e.getValue().equals(why))
                .map(Map.Entry::getKey)
                .limit(A_RECORD)
                .toList();
        String what = Acknowledged.words("acknowledgement over of", findings, ", " + why);
        write(Acknowledged.OVER, "", what, why, now, out);
        findings.forEach(over::remove);
    }

    /** All that were acknowledged together. */
    private void carry(Acknowledgement given, long now, boolean simulated, FeedSink out) {
        List<String> findings = raised.entrySet().stream()
                .filter(e ->
                        e.getValue().key().equals(given.key()) && e.getValue().at() == given.at())
                .map(Map.Entry::getKey)
                .limit(A_RECORD)
                .toList();
        String before = "acknowledged by " + given.by() + " at " + Times.instant(given.at()) + ", "
                + (isSameThing(given, findings.getFirst())
                        ? "before a restart,"
                        : "under another id of the same thing,");
        String what = Acknowledged.words(before, findings, " raised again");
        write(Acknowledged.CARRIED, given.key(), what, ActionStage.CONFIRMED.name(), now, out);
        findings.forEach(raised::remove);
        standing.addAll(findings);
        acknowledgements.acknowledge(findings, given.by(), given.at(), out);
        out.accept(told(given, findings, now, simulated));
    }

    private static boolean isSameThing(Acknowledgement given, String finding) {
        return Acknowledgement.matter(given.finding()).equals(Acknowledgement.matter(finding));
    }

    private static Occurrence told(Acknowledgement given, List<String> findings, long now, boolean simulated) {
        return new Occurrence(
                "carried/" + findings.getFirst(),
                "alarm.carried",
                Layer.CONTROL,
                SELF,
                now,
                0,
                now,
                Priority.INFO,
                Count.of(findings.size(), "alarm") + " raised again after "
                        + (isSameThing(given, findings.getFirst()) ? "a restart" : "two things turned out to be one")
                        + ", acknowledged by " + given.by() + " before it",
                findings.size(),
                Map.of("acknowledged", Times.instant(given.at()).toString()),
                new Origin(SELF, simulated));
    }

    private void write(String event, String key, String what, String outcome, long now, FeedSink out) {
        out.accept(audit.append(new AuditEntry(now, GATEWAY.name(), GATEWAY.role(), event, key, what, outcome)));
    }
}
