package millwright.connectors.link;

import java.util.random.RandomGenerator;

/**
 * How a link behaves.
 *
 * @param client what the gateway is told about who attaches
 * @param staleAfterMillis silence after which it says STALE; a gateway speaks twice a second
 * @param giveUpAfterMillis silence after which it connects anew
 * @param firstPauseMillis before the first new attempt; doubles up to {@code longestPauseMillis}, give or take half
 * @param commands how many may wait while the gateway is away
 * @param jitter spreads the attempts of many desks
 */
public record LinkSettings(
        String client,
        long staleAfterMillis,
        long giveUpAfterMillis,
        long firstPauseMillis,
        long longestPauseMillis,
        int commands,
        RandomGenerator jitter) {
    public static LinkSettings standard(String client) {
        return new LinkSettings(client, 1_500, 8_000, 200, 8_000, 1_000, RandomGenerator.getDefault());
    }

    /** Pause before attempt {@code n}, from 1. */
    long pauseMillis(int n) {
        long longest = Math.min(longestPauseMillis, firstPauseMillis << Math.min(16, n - 1));
        return longest / 2 + jitter.nextLong(longest / 2 + 1);
    }
}
