package millwright.bench;

import java.util.List;

/**
 * One benchmark, found by ServiceLoader and run on the main thread, one after the other. It measures, proves that the work
 * was really done, and cleans up after itself; it may start threads and processes but leaves none behind.
 */
public interface Bench {
    /** A word or two to select it by, for example {@code capture}. */
    String name();

    /** Runs for as long as a trustworthy number takes, minutes at most. A failure is thrown, not turned into a row. */
    List<Row> run() throws Exception;
}
