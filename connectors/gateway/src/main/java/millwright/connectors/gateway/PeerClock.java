package millwright.connectors.gateway;

import java.util.Locale;
import millwright.feed.Frame;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one source as its samples show it, and the times that are believed of it. A time of the future would outlast
 * all that follows, so from more than {@link #SLACK} ahead on the source's times are set back by as much as it was ahead at
 * most, to the arrival at the latest. A clock that is behind looks like values that come late; only where all came late by
 * the same, and by more than any queue is likely to hold them, are they taken to be of now. Plant thread.
 */
final class PeerClock {
    /** ns; clocks differ by so much without anything being wrong. */
    static final long SLACK = 5 * Times.SECOND;

    /** Clocks that are set to another time zone are off by half an hour at least; values are rarely so late. */
    private static final long BEHIND = 25 * Times.MINUTE;

    private static final long STEADY = 2 * Times.MINUTE;
    private static final long ENOUGH = Times.MINUTE;
    /** What is older than this beside the source's newest is old by the source's own clock. */
    private static final long BATCH = 2 * Times.MINUTE;

    private static final long NEVER = Long.MIN_VALUE;

    private final ClockOffset offset = new ClockOffset();
    private long lastAhead = NEVER;
    private long lastBehind = NEVER;
    private long heard;
    private long pace;
    private ClockOffset.@Nullable Estimate estimate;
    private long estimated = NEVER;

    /** @param arrived epoch ns by our clock @return when it was, by our clock and no later than it came */
    long believed(Frame frame, long arrived) {
        long said = frame.sourceTime();
        if (said == frame.receiveTime()) {
            return Math.min(said, arrived); // it does not say when it was
        }
        heard = arrived;
        pace = frame.interval();
        offset.heard(said, arrived);
        long ahead = said - arrived;
        if (ahead > SLACK || wasAhead() && ahead > SLACK / 2) {
            lastAhead = arrived;
        }
        if (ahead > 0 && wasAhead()) {
            long most = offset.mostAhead();
            return most - ahead > BATCH ? arrived : Math.min(arrived, said - most);
        }
        return -ahead > BEHIND ? late(said, arrived) : said;
    }

    private long late(long said, long arrived) {
        ClockOffset.Estimate steady = estimate(arrived);
        if (steady == null || steady.over() < ENOUGH || steady.plusMinus() > STEADY) {
            return said;
        }
        long behind = -steady.ahead();
        if (behind < BEHIND || Math.abs(arrived - said - behind) > BATCH + steady.plusMinus()) {
            return said;
        }
        lastBehind = arrived;
        return Math.min(arrived, said + behind);
    }

    /** Made anew once a second at most: many frames come at once. */
    private ClockOffset.@Nullable Estimate estimate(long now) {
        if (estimated == NEVER || now - estimated >= Times.SECOND || now < estimated) {
            estimate = offset.estimate();
            estimated = now;
        }
        return estimate;
    }

    /** What it said last may be long ago, and its clock set right since. */
    private boolean heardLately(long now) {
        return now - heard <= Math.max(Times.MINUTE, 3 * pace);
    }

    private boolean wasAhead() {
        return lastAhead != NEVER && heard - lastAhead <= Times.MINUTE;
    }

    /** How far ahead; null where nobody can say. @param now epoch ns by our clock */
    ClockOffset.@Nullable Estimate measured(long now) {
        ClockOffset.Estimate found = offset.estimate();
        if (found == null && wasAhead() && heardLately(now)) {
            return new ClockOffset.Estimate(offset.mostAhead(), Math.max(Times.SECOND, pace), 0);
        }
        return found;
    }

    /** One line for people, empty where the source's own times are used. @param now epoch ns by our clock */
    String trouble(long now) {
        if (!heardLately(now)) {
            return "";
        }
        if (wasAhead()) {
            return "clock " + length(offset.mostAhead()) + " ahead; times of arrival used";
        }
        ClockOffset.Estimate found = lastBehind == NEVER || heard - lastBehind > Times.MINUTE ? null : estimate(heard);
        return found == null
                ? ""
                : "clock " + length(-found.ahead())
                        + " behind, unless all its values come that late; times of arrival used";
    }

    static String length(long ns) {
        long s = Math.round(Math.abs(ns) / (double) Times.SECOND);
        return String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
