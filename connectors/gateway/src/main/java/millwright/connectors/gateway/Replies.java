package millwright.connectors.gateway;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import millwright.feed.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What several sources that know one target answer to one action: one that can only be read must not speak for one that
 * carries it out. Plant thread; the last {@value #KEPT} actions.
 */
final class Replies {
    private static final int KEPT = 1_000;

    private static final class Round {
        private final Set<String> waiting = new LinkedHashSet<>();
        private final Set<String> refusals = new LinkedHashSet<>();
        private boolean taken;
    }

    private final Map<String, Round> rounds = new LinkedHashMap<>();

    /** Call before the action is handed over; {@link #lost} takes it back. */
    void asked(String key, String source) {
        rounds.computeIfAbsent(key, k -> new Round()).waiting.add(source);
        if (rounds.size() > KEPT) {
            rounds.remove(rounds.keySet().iterator().next());
        }
    }

    /** The source could not be handed the action. */
    void lost(String key, String source) {
        Round round = rounds.get(key);
        if (round != null) {
            round.waiting.remove(source);
        }
    }

    /** @return what it means for the action; null while another source may still take it or has */
    @Nullable
    Receipt heard(String source, Receipt receipt) {
        Round round = rounds.get(receipt.key());
        if (round == null || !round.waiting.remove(source)) {
            return receipt;
        }
        if (receipt.answer() != Receipt.Answer.REFUSED) {
            round.taken = true;
            return receipt;
        }
        round.refusals.add(receipt.text());
        return round.taken || !round.waiting.isEmpty()
                ? null
                : new Receipt(receipt.key(), receipt.answer(), String.join("; ", round.refusals), receipt.time());
    }
}
