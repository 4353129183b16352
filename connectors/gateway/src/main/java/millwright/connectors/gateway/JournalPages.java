package millwright.connectors.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import millwright.feed.Journal;
import org.jspecify.annotations.Nullable;

/** Reads a stretch of the journal page by page, as a desk takes it. One thread at a time; holds one page. */
final class JournalPages implements Supplier<@Nullable Down> {
    private static final int PAGE_BYTES = 1 << 20;

    /** Ends a visit when the page is full; carries nothing. */
    private static final class PageFull extends RuntimeException {
        private static final long serialVersionUID = 1;

        PageFull() {
            super("page full", null, false, false);
        }
    }

    private final Journal journal;
    private final long last;
    private final Deque<Down> page = new ArrayDeque<>();
    private long at;

    /** @param after sequence before the first wanted @param last last wanted */
    JournalPages(Journal journal, long after, long last) {
        this.journal = journal;
        this.at = after;
        this.last = last;
    }

    @Override
    public @Nullable Down get() {
        if (page.isEmpty() && at < last) {
            fill();
        }
        return page.poll();
    }

    private void fill() {
        int[] bytes = {0};
        try {
            journal.after(at, entry -> {
                if (entry.sequence() > last || bytes[0] > PAGE_BYTES) {
                    throw new PageFull();
                }
                page.add(Down.encoded(entry.sequence(), entry.message()));
                bytes[0] += entry.message().length;
                at = entry.sequence();
            });
            at = last;
        } catch (PageFull full) {
            at = page.isEmpty() ? last : at;
        }
    }
}
