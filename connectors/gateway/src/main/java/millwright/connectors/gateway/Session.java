package millwright.connectors.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import millwright.connectors.wire.EventCodec;
import millwright.connectors.wire.PlantCalls;
import millwright.control.Role;
import millwright.feed.Command;
import millwright.feed.Command.Want;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Origin;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.v1.V1;
import millwright.series.Latest;
import org.jspecify.annotations.Nullable;

/**
 * One desk from its greeting to its end: begins or resumes, takes its commands, and moves it in time. Commands may come
 * from any thread; their work is done on the plant thread.
 */
final class Session {
    private final Gateway gateway;
    private final AttachRequest request;
    private final Attachment attachment;
    private final TimeTravel travel;
    private volatile @Nullable Publisher publisher;
    private volatile boolean begun;
    /** Plant thread. */
    private Set<Want> wanted;

    Session(Gateway gateway, AttachRequest request, Outlet outlet, Executor executor) {
        this.gateway = gateway;
        this.request = request;
        this.wanted = request.wants();
        this.attachment = new Attachment(
                request.caller(),
                gateway.parts().journal().apply(scope(gateway, request).name()).epoch(),
                outlet,
                executor,
                gateway.parts().limits(),
                missesFrom(gateway));
        this.travel = new TimeTravel(gateway, attachment, this::here, this::tellLatest);
    }

    /** Plant time. Of a replay a desk misses nothing by reading slowly: all of it stands in the capture. */
    private static long missesFrom(Gateway gateway) {
        return gateway.parts().seekFeeds()
                ? Long.MAX_VALUE
                : gateway.parts().clock().getAsLong();
    }

    private static Scope scope(Gateway gateway, AttachRequest request) {
        return gateway.parts().scopes().apply(request.caller());
    }

    boolean everything() {
        return request.everything();
    }

    Attachment attachment() {
        return attachment;
    }

    long waitingBytes() {
        return attachment.waitingBytes();
    }

    private @Nullable Publisher here() {
        return publisher;
    }

    /** Plant thread: from here on the attachment hears what is told. */
    void begin(PlantRoom room) {
        if (attachment.ended()) {
            return;
        }
        if (request.everything()) {
            room.workOff(); // who records hears everything in its order
        }
        Publisher mine = room.publisher(scope(gateway, request));
        publisher = mine;
        boolean resumes = !request.isFirst()
                && request.epoch().equals(mine.epoch())
                && request.sequence() <= mine.sequence()
                && mine.reachesBackTo(request.sequence());
        attachment.want(request.wants());
        if (request.everything()) {
            attachment.wantAll();
        }
        attachment.startWith(resumes ? rest(mine) : anew(mine));
        mine.attachments().add(attachment);
        begun = true;
        tellLatest();
    }

    private Supplier<@Nullable Down> rest(Publisher mine) {
        Deque<Down> first = new ArrayDeque<>();
        first.add(welcome(mine, true));
        if (request.revision() != mine.plant().revision()) {
            first.add(mine.wholePlant(now()));
        }
        JournalPages missed = new JournalPages(mine.journal(), request.sequence(), mine.sequence());
        Deque<Down> last = new ArrayDeque<>();
        gap(mine, "the desk was away").ifPresent(last::add);
        last.addAll(mine.unjournalled());
        last.add(heartbeat(mine.epoch(), mine.sequence(), now(), 0));
        return () -> {
            Down down = first.poll();
            down = down == null ? missed.get() : down;
            return down == null ? last.poll() : down;
        };
    }

    private Supplier<@Nullable Down> anew(Publisher mine) {
        Deque<Down> all = new ArrayDeque<>();
        all.add(welcome(mine, false));
        all.addAll(mine.anew(now()));
        if (!request.isFirst()) {
            gap(mine, whyAnew(mine)).ifPresent(all::add);
        }
        all.add(heartbeat(mine.epoch(), mine.sequence(), now(), mine.leftOut()));
        return all::poll;
    }

    private String whyAnew(Publisher mine) {
        if (request.epoch().equals(AttachRequest.BROKEN_OFF)) {
            return "the attachment before broke off before everything was told";
        }
        return request.epoch().equals(mine.epoch())
                ? "the desk was away longer than the journal reaches back"
                : "the gateway was restarted";
    }

    private java.util.Optional<Down> gap(Publisher mine, String reason) {
        return request.lastSample() == 0
                ? java.util.Optional.empty()
                : java.util.Optional.of(
                        Down.of(mine.epoch(), 0, new Gap(null, null, request.lastSample(), now(), -1, reason)));
    }

    private Down welcome(Publisher mine, boolean resumed) {
        return Down.encoded(
                0,
                V1.PlantMessage.newBuilder()
                        .setEpoch(mine.epoch())
                        .setWelcome(V1.Welcome.newBuilder()
                                .setMinor(PlantCalls.MINOR)
                                .setResumed(resumed)
                                .setGateway(gateway.parts().name())
                                .setCaller(request.caller().name())
                                .setRole(request.caller().role().name()))
                        .build()
                        .toByteArray());
    }

    private static Down heartbeat(String epoch, long sequence, long now, int leftOut) {
        return Down.encoded(
                0,
                V1.PlantMessage.newBuilder()
                        .setEpoch(epoch)
                        .setSequence(sequence)
                        .setHeartbeat(V1.Heartbeat.newBuilder().setTime(now).setLeftOut(leftOut))
                        .build()
                        .toByteArray());
    }

    /** Beat thread, twice a second. A desk that does not read gets none: it is silent by its own doing. */
    void beat() {
        Publisher mine = publisher;
        if (begun && mine != null && attachment.outlet().isReady()) {
            attachment.tell(heartbeat(mine.epoch(), 0, now(), 0));
        }
    }

    /**
     * The newest values of what is wanted, so that a screen need not wait for the next sample. A recorder gets none: they
     * are no samples, and it would keep them as such.
     */
    void tellLatest() {
        Publisher mine = publisher;
        if (mine == null
                || travel.underway()
                || request.everything()
                || !mine.lens().scope().isEverything()) {
            return;
        }
        wanted.stream()
                .map(Wants.Column::of)
                .distinct()
                .forEach(column -> gateway.catalogue()
                        .find(column.metric())
                        .ifPresent(metric -> latest(metric, column.kind())
                                .forEach(frame -> attachment.offer(Down.of(mine.epoch(), 0, frame, mine.plant())))));
    }

    private List<Frame> latest(Metric metric, EntityKind kind) {
        PlantRoom room = gateway.room();
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, "gateway"), room.simulated(metric.id(), kind));
        Latest newest = room.newest().latest(metric.id(), kind);
        return Frames.of(metric, newest, room.interval(metric.id(), kind), now(), origin);
    }

    /** Any thread. */
    void command(Command command) {
        gateway.onPlantThread(() -> handle(command));
    }

    /** Plant thread. */
    void handle(Command command) {
        if (attachment.ended()) {
            return;
        }
        switch (command) {
            case Command.Subscribe c -> {
                wanted = c.wants();
                attachment.want(wanted);
                travel.want(wanted);
                tellLatest();
            }
            case Command.Seek c -> seek(c);
            case Command.GoLive c -> goLive(c);
            case Command.Propose c -> allowed(Role.OPERATE, c.action().header().key(), command);
            case Command.Withdraw c -> allowed(Role.OPERATE, c.key(), command);
            // how much may be approved by whom is for the control room to say
            case Command.Approve c -> allowed(Role.OPERATE, c.key(), command);
            case Command.PreviewAction _, Command.PreviewLoss _ -> act(command);
            case Command.Execute c ->
                refuse(c.action().header().key(), "only a gateway tells a source to execute; propose the action");
        }
    }

    private void seek(Command.Seek seek) {
        if (gateway.parts().seekFeeds()) {
            gateway.toAllFeeds(seek);
        } else {
            gateway.room().workOff(); // it goes through what is kept
            travel.seek(seek, wanted);
        }
    }

    private void goLive(Command.GoLive command) {
        if (gateway.parts().seekFeeds()) {
            gateway.toAllFeeds(command);
        } else {
            travel.goLive();
            tellLatest();
        }
    }

    private void allowed(Role needed, String key, Command command) {
        if (request.caller().role().includes(needed)) {
            act(command);
        } else {
            refuse(
                    key,
                    request.caller().name() + " has the role "
                            + request.caller().role().name().toLowerCase(java.util.Locale.ROOT) + "; this needs "
                            + needed.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private void act(Command command) {
        gateway.room().handle(command, request.caller(), this::answer);
        gateway.room().tellAudit();
    }

    /** What only the asker wants to know goes to it alone. */
    private void answer(PlantEvent event) {
        Publisher mine = publisher;
        if (event instanceof Preview preview && mine != null) {
            PlantEvent visible = mine.lens().see(preview);
            if (visible != null) {
                attachment.tell(Down.of(mine.epoch(), 0, visible));
            }
        } else if (event instanceof Receipt
                && mine != null
                && !mine.lens().scope().isEverything()) {
            attachment.tell(Down.of(mine.epoch(), 0, event));
        } else {
            gateway.room().publish(event);
        }
    }

    private void refuse(String key, String why) {
        Publisher mine = publisher;
        if (mine != null) {
            Receipt receipt = new Receipt(key, Receipt.Answer.REFUSED, why, now());
            attachment.tell(
                    Down.encoded(0, EventCodec.encode(mine.epoch(), 0, receipt).toByteArray()));
        }
    }

    void end() {
        attachment.end();
        travel.close();
        gateway.ended(this);
    }

    void gatewayCloses() {
        attachment.end();
        travel.close();
        attachment.outlet().closed();
    }

    private long now() {
        return gateway.parts().clock().getAsLong();
    }
}
