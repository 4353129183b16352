package millwright.connectors.wire;

import java.util.LinkedHashSet;
import java.util.Set;
import millwright.feed.Command;
import millwright.plant.EntityKind;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** Commands as messages that go up. Any thread. */
public final class CommandCodec {
    /** Metrics x kinds that one attachment may ask for. */
    public static final int MAX_WANTS = 2_000;

    /** Entities that all wants of one attachment may name; who wants more names what contains them. */
    public static final int MAX_NAMED = 20_000;

    private static final int MAX_TEXT = 1_000;
    /** Plant seconds in one: eleven days. */
    private static final double FASTEST = 1_000_000;

    private CommandCodec() {}

    public static V1.DeskMessage encode(Command command) {
        V1.DeskMessage.Builder to = V1.DeskMessage.newBuilder();
        switch (command) {
            case Command.Subscribe c -> to.setSubscribe(wants(c));
            case Command.Propose c -> to.setPropose(V1.Propose.newBuilder().setAction(ActionCodec.encode(c.action())));
            case Command.Approve c ->
                to.setApprove(
                        V1.Approve.newBuilder().setKey(c.key()).setBy(c.by()).setConfirmation(c.confirmation()));
            case Command.Withdraw c ->
                to.setWithdraw(V1.Withdraw.newBuilder().setKey(c.key()).setBy(c.by()));
            case Command.PreviewAction c ->
                to.setPreviewAction(V1.PreviewAction.newBuilder()
                        .setRequest(c.request())
                        .setAction(ActionCodec.encode(c.action())));
            case Command.PreviewLoss c ->
                to.setPreviewLoss(V1.PreviewLoss.newBuilder()
                        .setRequest(c.request())
                        .setLost(c.lost().text()));
            case Command.Execute c -> to.setExecute(V1.Execute.newBuilder().setAction(ActionCodec.encode(c.action())));
            case Command.Seek c -> to.setSeek(V1.Seek.newBuilder().setTo(c.to()).setSpeed(c.speed()));
            case Command.GoLive _ -> to.setGoLive(V1.GoLive.getDefaultInstance());
        }
        return to.build();
    }

    public static V1.Subscribe wants(Command.Subscribe subscribe) {
        V1.Subscribe.Builder to = V1.Subscribe.newBuilder();
        subscribe
                .wants()
                .forEach(w -> to.addWants(V1.Want.newBuilder()
                        .setMetric(w.metric().name())
                        .setKindValue(Words.number(w.kind()))
                        .setEvery(w.every())
                        .addAllWithin(Words.texts(w.within()))));
        return to.build();
    }

    /** Null for Hello and for kinds of command that this version does not know. @throws BadMessage naming the field */
    public static @Nullable Command decode(V1.DeskMessage from) {
        return switch (from.getMessageCase()) {
            case SUBSCRIBE -> subscribe(from.getSubscribe(), "subscribe");
            case PROPOSE ->
                new Command.Propose(ActionCodec.decode(from.getPropose().getAction(), "propose.action"));
            case APPROVE -> {
                V1.Approve a = from.getApprove();
                yield new Command.Approve(text(a.getKey(), "approve.key"), a.getBy(), a.getConfirmation());
            }
            case WITHDRAW ->
                new Command.Withdraw(
                        text(from.getWithdraw().getKey(), "withdraw.key"),
                        from.getWithdraw().getBy());
            case PREVIEW_ACTION ->
                new Command.PreviewAction(
                        text(from.getPreviewAction().getRequest(), "preview_action.request"),
                        ActionCodec.decode(from.getPreviewAction().getAction(), "preview_action.action"));
            case PREVIEW_LOSS ->
                new Command.PreviewLoss(
                        text(from.getPreviewLoss().getRequest(), "preview_loss.request"),
                        Words.entity(from.getPreviewLoss().getLost(), "preview_loss.lost"));
            case EXECUTE -> execute(from.getExecute());
            case SEEK -> seek(from.getSeek());
            case GO_LIVE -> new Command.GoLive();
            case HELLO, MESSAGE_NOT_SET -> null;
        };
    }

    public static Command.Execute execute(V1.Execute from) {
        return new Command.Execute(ActionCodec.decode(from.getAction(), "execute.action"));
    }

    public static V1.Execute encode(Command.Execute command) {
        return V1.Execute.newBuilder()
                .setAction(ActionCodec.encode(command.action()))
                .build();
    }

    public static Command.Subscribe subscribe(V1.Subscribe from, String field) {
        if (from.getWantsCount() > MAX_WANTS) {
            throw new BadMessage(field + ".wants", from.getWantsCount() + " are more than " + MAX_WANTS);
        }
        int named =
                from.getWantsList().stream().mapToInt(V1.Want::getWithinCount).sum();
        if (named > MAX_NAMED) {
            throw new BadMessage(
                    field + ".wants.within", named + " are more than " + MAX_NAMED + "; name what contains them");
        }
        Set<Command.Want> wants = new LinkedHashSet<>();
        for (V1.Want want : from.getWantsList()) {
            // A newer desk may ask for a kind of entity that is not known here: it gets nothing of it.
            EntityKind kind = Words.orNull(EntityKind.values(), want.getKindValue());
            if (want.getEvery() < 0) {
                throw new BadMessage(field + ".wants.every", want.getEvery() + " ns is negative");
            }
            if (want.getKindValue() == 0) {
                throw new BadMessage(field + ".wants.kind", "is missing");
            }
            if (kind != null) {
                wants.add(new Command.Want(
                        Words.metric(want.getMetric(), field + ".wants.metric"),
                        kind,
                        want.getEvery(),
                        Set.copyOf(Words.entities(want.getWithinList(), field + ".wants.within"))));
            }
        }
        return new Command.Subscribe(wants);
    }

    private static Command.Seek seek(V1.Seek from) {
        if (!(Math.abs(from.getSpeed()) <= FASTEST)) {
            throw new BadMessage("seek.speed", from.getSpeed() + " is not within -1000000 to 1000000");
        }
        return new Command.Seek(from.getTo(), from.getSpeed());
    }

    private static String text(String text, String field) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new BadMessage(field, "needs 1 to " + MAX_TEXT + " characters");
        }
        return text;
    }
}
