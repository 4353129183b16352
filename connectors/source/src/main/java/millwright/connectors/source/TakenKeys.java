package millwright.connectors.source;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.function.Consumer;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Receipt;

/** Keys of the actions that a source has taken, so that each is carried out once; the last {@value #KEPT}. Any thread. */
public final class TakenKeys {
    private static final int KEPT = 10_000;

    private final LinkedHashSet<String> keys = new LinkedHashSet<>();

    /** Whether it comes for the first time, as far as is remembered. */
    public synchronized boolean isFirst(String key) {
        if (keys.size() >= KEPT) {
            keys.removeFirst();
        }
        return keys.add(key);
    }

    /** What is to be carried out; one that was taken already is answered. @param now epoch ns */
    public Optional<ControlAction> fresh(Command command, Consumer<Receipt> answer, long now) {
        if (!(command instanceof Command.Execute execute)) {
            return Optional.empty();
        }
        String key = execute.action().header().key();
        if (!isFirst(key)) {
            answer.accept(new Receipt(key, Receipt.Answer.DUPLICATE, "already taken", now));
            return Optional.empty();
        }
        return Optional.of(execute.action());
    }
}
