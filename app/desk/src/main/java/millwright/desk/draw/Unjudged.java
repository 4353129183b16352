package millwright.desk.draw;

import java.util.Locale;
import millwright.desk.ClockFace;
import millwright.desk.Situation;

/** What stands in the place of findings where nobody looked for any, so that no time passes for well unseen. Stateless. */
public final class Unjudged {
    private Unjudged() {}

    /** In a few words; of a situation that is not {@link Situation#judged}. */
    public static String words(Situation situation, ClockFace clock) {
        return situation.beforeJudging()
                ? "Not judged: the " + judge(situation) + " began at " + since(situation, clock)
                : "No finding was recorded";
    }

    /** The same at the end of an account; empty where it was judged. */
    public static String aside(Situation situation, ClockFace clock) {
        if (situation.judged()) {
            return "";
        }
        String words = words(situation, clock);
        return "; " + words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    /** What that means, for below it. @param never where nobody judges at all */
    public static String meaning(Situation situation, String never) {
        return situation.beforeJudging()
                ? "Values of this time are what sources told of their past. Nobody looked for trouble in them; none shown"
                        + " does not mean that there was none."
                : never;
    }

    private static String judge(Situation situation) {
        return situation.lookingBack() ? "gateway" : "recording";
    }

    private static String since(Situation situation, ClockFace clock) {
        long began = situation.time().judged();
        boolean sameDay = clock.date(began).equals(clock.date(situation.time().now()));
        return sameDay
                ? clock.minutes(began)
                : clock.when(began, situation.time().now());
    }
}
