package millwright.desk.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import millwright.desk.Controls;
import millwright.feed.ActionHeader;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.Times;

/**
 * Acting through the feed. Any thread. At most 1,000 previews wait at a time, each for 5 s; what the gateway refuses is
 * told to {@code onRefused} in its words.
 */
public final class Acting implements Controls {
    private static final long PATIENCE_SECONDS = 5;
    /** Alarms that one has read before one acknowledges them all. */
    public static final int FEW = 5;

    private static final int MOST_WAITING = 1_000;
    private static final long LIFE = 15 * Times.MINUTE;

    private final DeskModel model;
    private final String operator;
    private final Consumer<ControlAction> dialog;
    private final Consumer<String> onRefused;
    private final Map<String, CompletableFuture<Preview>> waiting = new ConcurrentHashMap<>();

    public Acting(DeskModel model, String operator, Consumer<ControlAction> dialog, Consumer<String> onRefused) {
        this.model = model;
        this.operator = operator;
        this.dialog = dialog;
        this.onRefused = onRefused;
        model.onAnswer(this::answered);
    }

    private void answered(PlantEvent event) {
        if (event instanceof Preview preview) {
            CompletableFuture<Preview> asked = waiting.remove(preview.request());
            if (asked != null) {
                asked.complete(preview);
            }
        } else if (event instanceof Receipt receipt && receipt.answer() == Receipt.Answer.REFUSED) {
            CompletableFuture<Preview> asked = waiting.remove(receipt.key());
            if (asked != null) {
                asked.completeExceptionally(new IllegalStateException(receipt.text()));
            } else {
                onRefused.accept(receipt.text());
            }
        }
    }

    @Override
    public ActionHeader header(String reason) {
        long now = model.now();
        return new ActionHeader(
                "ACT-" + UUID.randomUUID(),
                operator,
                ActionHeader.ProposerKind.PERSON,
                now,
                now + LIFE,
                model.plant().revision(),
                reason);
    }

    /** Says so, where the gateway would only refuse it. */
    private boolean mayNot(String what) {
        boolean watches = model.situation().link().watchesOnly();
        if (watches) {
            onRefused.accept("Your role here is watch: " + what + " needs the role operate.");
        }
        return watches;
    }

    @Override
    public void acknowledge(Collection<String> findings) {
        if (mayNot("acknowledging")) {
            return;
        }
        ControlAction action = acknowledgement(findings);
        if (findings.size() > FEW) {
            openDialog(action);
        } else {
            propose(action);
            approve(action.header().key(), "");
        }
    }

    /** Of these findings, on what they are on; nothing is sent yet. */
    public ControlAction acknowledgement(Collection<String> findings) {
        Map<String, Finding> known = model.situation().findings();
        List<EntityId> targets = findings.stream()
                .filter(known::containsKey)
                .map(id -> java.util.Objects.requireNonNull(known.get(id)).entity())
                .distinct()
                .toList();
        return new ControlAction.Acknowledge(header(""), List.copyOf(findings), targets);
    }

    @Override
    public CompletionStage<Preview> preview(ControlAction action) {
        String request = "preview-" + UUID.randomUUID();
        return ask(request, new Command.PreviewAction(request, action));
    }

    @Override
    public CompletionStage<Preview> previewLoss(EntityId feeder) {
        String request = "loss-" + UUID.randomUUID();
        return ask(request, new Command.PreviewLoss(request, feeder));
    }

    private CompletionStage<Preview> ask(String request, Command command) {
        if (waiting.size() >= MOST_WAITING) {
            return CompletableFuture.failedStage(new IllegalStateException("too many previews are waiting; try again"));
        }
        CompletableFuture<Preview> answer = new CompletableFuture<>();
        waiting.put(request, answer);
        var _ = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((_, _) -> waiting.remove(request));
        model.send(command);
        return answer.exceptionallyCompose(e -> CompletableFuture.failedStage(
                e instanceof TimeoutException ? new IllegalStateException("no answer from the gateway for 5 s") : e));
    }

    @Override
    public void propose(ControlAction action) {
        if (mayNot("proposing")) {
            return;
        }
        model.send(new Command.Propose(action));
    }

    @Override
    public void approve(String key, String confirmation) {
        if (mayNot("approving")) {
            return;
        }
        model.send(new Command.Approve(key, operator, confirmation));
    }

    @Override
    public void withdraw(String key) {
        if (mayNot("withdrawing")) {
            return;
        }
        model.send(new Command.Withdraw(key, operator));
    }

    @Override
    public void openDialog(ControlAction action) {
        if (mayNot("acting on the plant")) {
            return;
        }
        dialog.accept(action);
    }

    @Override
    public String operator() {
        return operator;
    }
}
