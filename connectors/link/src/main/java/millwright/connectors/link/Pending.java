package millwright.connectors.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.Command;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;

/**
 * Commands that were not answered yet, in order. After a reconnect they are sent again; their keys make that harmless.
 * Link thread; bounded by a count.
 */
final class Pending {
    private final Deque<Command> commands = new ArrayDeque<>();
    private final int limit;

    Pending(int limit) {
        this.limit = limit;
    }

    /** @return false when too many wait already */
    boolean add(Command command) {
        return commands.size() < limit && commands.add(command);
    }

    List<Command> all() {
        return List.copyOf(commands);
    }

    /** Forgets what the event answers. */
    void answered(PlantEvent event) {
        Iterator<Command> each = commands.iterator();
        while (each.hasNext()) {
            Command command = each.next();
            if (isAnswer(event, command)) {
                each.remove();
                if (event instanceof Receipt) {
                    return;
                }
            }
        }
    }

    private static boolean isAnswer(PlantEvent event, Command command) {
        String key = keyOf(command);
        return switch (event) {
            case Receipt receipt -> receipt.key().equals(key);
            case Preview preview -> preview.request().equals(key) && isPreview(command);
            case ActionProgress progress ->
                progress.key().equals(key)
                        && (command instanceof Command.Propose
                                || command instanceof Command.Approve && progress.stage() != ActionStage.PROPOSED
                                || progress.stage().isFinal());
            default -> false;
        };
    }

    private static boolean isPreview(Command command) {
        return command instanceof Command.PreviewAction || command instanceof Command.PreviewLoss;
    }

    /** Idempotency key or request id; empty for commands that state a wish and are not queued. */
    static String keyOf(Command command) {
        return switch (command) {
            case Command.Propose c -> c.action().header().key();
            case Command.Approve c -> c.key();
            case Command.Withdraw c -> c.key();
            case Command.PreviewAction c -> c.request();
            case Command.PreviewLoss c -> c.request();
            case Command.Execute c -> c.action().header().key();
            case Command.Subscribe _, Command.Seek _, Command.GoLive _ -> "";
        };
    }
}
