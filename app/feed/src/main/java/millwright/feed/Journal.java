package millwright.feed;

import java.util.function.Consumer;

/**
 * The gateway's own memory of what must never be dropped: events, findings and receipts as encoded messages. Bounded by
 * age and size, and to one life of the gateway: nobody can ask for what an earlier one told. One writer, many readers.
 */
public interface Journal extends AutoCloseable {
    /** Identifies this life of the gateway; sequences of different epochs do not compare. */
    String epoch();

    /** Kept when it returns, before anybody is told. @param sequence rising */
    void append(long sequence, long time, byte[] message);

    /** Visits entries after {@code sequence} in order. */
    void after(long sequence, Consumer<Entry> visitor);

    /** The oldest sequence still kept; 0 when empty. */
    long oldest();

    /** When an earlier life of the gateway wrote last, epoch ns; 0 where nobody knows. */
    default long before() {
        return 0;
    }

    @Override
    void close();

    record Entry(long sequence, long time, byte[] message) {}
}
