package millwright.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import millwright.feed.Journal;

/** A journal that keeps the newest entries in memory. */
final class MemoryJournal implements Journal {
    private final String epoch;
    private final int bound;
    private final List<Entry> entries = new ArrayList<>();

    MemoryJournal(String epoch, int bound) {
        this.epoch = epoch;
        this.bound = bound;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public synchronized void append(long sequence, long time, byte[] message) {
        entries.add(new Entry(sequence, time, message));
        if (entries.size() > bound) {
            entries.removeFirst();
        }
    }

    @Override
    public void after(long sequence, Consumer<Entry> visitor) {
        List<Entry> now;
        synchronized (this) {
            now = List.copyOf(entries);
        }
        now.stream().filter(e -> e.sequence() > sequence).forEach(visitor);
    }

    @Override
    public synchronized long oldest() {
        return entries.isEmpty() ? 0 : entries.getFirst().sequence();
    }

    @Override
    public void close() {}
}
