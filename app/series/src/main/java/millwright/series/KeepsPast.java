package millwright.series;

import java.util.Optional;

/**
 * A feed whose source itself keeps what it measured, so that it can be asked for what is older than any memory of ours. The
 * history is asked by the entity ids that the feed tells, closed with the feed, and answers from any thread.
 */
public interface KeepsPast {
    /** Empty where this source keeps nothing. */
    Optional<History> past();

    /** How far back before now it goes as far as is known, ns; 0 where it keeps nothing. */
    long reach();
}
