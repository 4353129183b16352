package millwright.feed;

import java.io.IOException;

/** Reads files into plant events, once, on the caller's thread. Bounded in memory whatever the size of the files. */
public interface Import {
    /** The format, for example {@code mlperf}; also the local part of its source's id. */
    String name();

    /**
     * Pushes the whole plant first, then everything else in time order, and last a {@link SourceState} that counts the
     * problems. Stops with an {@link java.io.InterruptedIOException} when the thread is interrupted.
     *
     * @throws IllegalArgumentException one line for people: what is missing to begin at all, and the remedy
     */
    ImportReport run(FeedSink sink) throws IOException;

    /** The share of its work that is done, 0 to 1; NaN when it does not know. Any thread. */
    default double done() {
        return Double.NaN;
    }
}
