package millwright.connectors.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.Entity;

/** Takes what a source told to the room, placed in the merged plant, and commands to the sources. Plant thread. */
final class IntakeDesk {
    private final PlantRoom room;
    private final LongSupplier clock;
    /** What was recorded has its times set right already. */
    private final boolean replays;

    private final PeerClocks clocks;
    private final Replies replies = new Replies();
    private final Believed believed;

    IntakeDesk(PlantRoom room, GatewayParts parts, PeerClocks clocks) {
        this.room = room;
        this.clock = parts.clock();
        this.replays = parts.seekFeeds();
        this.clocks = clocks;
        this.believed = new Believed(parts.catalogue());
    }

    void take(Intake from, PlantEvent event) {
        try {
            place(from, event);
        } catch (RuntimeException e) {
            from.failed(e);
        }
    }

    private void place(Intake from, PlantEvent event) {
        switch (event) {
            case PlantChanged e -> room.changed(from.source().name(), e);
            case Frame e -> frame(from, e);
            case SourceState e -> {
                // a feed of several sources tells of each; how the feed itself does is then still for the gateway to
                // say
                if (e.source().equals(from.id())) {
                    from.toldOwnState(clock.getAsLong());
                }
                SourceState state = clocks.timed(e, clock.getAsLong());
                if (e.condition().equals("ended") && !e.source().equals(from.id())) {
                    from.told().remove(e.source());
                    clocks.forget(List.of(e.source()));
                } else {
                    from.told().put(e.source(), state);
                }
                // a feed of several peers is summed up over them, each second
                if (!e.source().equals(from.id()) || !Peers.of(from).any()) {
                    room.tell(state);
                }
            }
            case TimeState e -> room.stands(e);
            // How a link to another gateway stands is said by this source's own state.
            case LinkState _ -> {}
            case Occurrence e -> {
                Occurrence timed = replays ? e : clocks.happened(e, clock.getAsLong());
                room.tell(timed.at(room.merged().merged(from.source().name(), e.entity())));
            }
            case Receipt e -> {
                Receipt meant = replies.heard(from.source().name(), e);
                if (meant != null) {
                    room.tell(meant);
                }
            }
            case Finding _, Incident _, Alarm _, Preview _, ActionProgress _ -> room.tell(event);
            case Gap _, Interval _, Waste _, AuditHead _ -> room.tell(event);
        }
    }

    private void frame(Intake from, Frame told) {
        Frame frame = replays ? told : clocks.heard(told, clock.getAsLong());
        Frame placed = room.merged().place(from.source().name(), frame);
        if (placed == null) {
            throw new IllegalArgumentException("a frame of " + frame.metric() + " for plant revision "
                    + frame.revision() + ", which is not the source's present one");
        }
        from.lagged(Math.max(0, clock.getAsLong() - frame.sourceTime()));
        if (replays) {
            room.recorded(placed);
        }
        FeedSource source = from.source();
        believed.sort(source.name(), source.protocol(), placed, room.merged().plant())
                .forEach(room::tell);
    }

    /** A source that has not shown an entity of its own gets one. */
    void announce(Intake intake) {
        FeedSource source = intake.source();
        room.put(new Entity.Source(intake.id(), source.name(), source.protocol(), source.simulated()));
    }

    /** A source that is no more says so itself, and for the sources that it told of. */
    void ended(Intake intake, String condition, String why) {
        if (condition.equals("ended")) {
            believed.gone(intake.source().name());
            clocks.forget(intake.told().keySet());
            clocks.forget(List.of(intake.id()));
        }
        intake.told().putIfAbsent(intake.id(), nothing(intake));
        for (SourceState last : intake.told().values()) {
            if (!last.condition().equals("ended")) {
                room.tell(new SourceState(
                        last.source(),
                        last.protocol(),
                        condition,
                        why,
                        clock.getAsLong(),
                        Double.NaN,
                        0,
                        intake.errors(),
                        List.of(),
                        last.clockOffset(),
                        last.clockUncertainty()));
            }
        }
    }

    private SourceState nothing(Intake intake) {
        String protocol = intake.source().protocol();
        return new SourceState(intake.id(), protocol, "", "", clock.getAsLong(), 0, 0, 0, List.of(), 0, 0);
    }

    /** Hands a command to the sources that told of its targets; where there is none, that is the answer. */
    void route(Command command, Map<String, Intake> intakes) {
        if (!(command instanceof Command.Execute execute)) {
            return;
        }
        Set<String> owners = new LinkedHashSet<>();
        execute.action().targets().forEach(id -> owners.addAll(room.sourcesOf(id)));
        String key = execute.action().header().key();
        boolean taken = false;
        for (String owner : owners) {
            Intake intake = intakes.get(owner);
            ControlAction action = execute.action()
                    .on(execute.action().targets().stream()
                            .map(id -> room.merged().own(owner, id))
                            .toList());
            replies.asked(key, owner);
            boolean handed = intake != null && intake.send(new Command.Execute(action));
            if (!handed) {
                replies.lost(key, owner);
            }
            taken |= handed;
        }
        if (!taken) {
            room.tell(new Receipt(
                    key, Receipt.Answer.REFUSED, "no source that knows the target takes commands", clock.getAsLong()));
        }
    }
}
