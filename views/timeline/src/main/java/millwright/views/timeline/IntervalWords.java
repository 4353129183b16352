package millwright.views.timeline;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.draw.Figures;
import millwright.feed.Interval;

/** The facts of a named stretch of time in words, those with a known unit. Stateless. */
final class IntervalWords {
    /** Key, what to say before the number, unit. */
    private static final List<String[]> FACTS = List.of(
            new String[] {"tokensPerSecond", "", "{token}/s"},
            new String[] {"meanPowerWatts", "mean ", "W"},
            new String[] {"tokensPerJoule", "", "{token}/J"});

    private IntervalWords() {}

    static String facts(Interval interval) {
        List<String> facts = new ArrayList<>();
        for (String[] fact : FACTS) {
            Double number = interval.numbers().get(fact[0]);
            if (number != null) {
                facts.add(fact[1] + Figures.of(number, fact[2]).joined());
            }
        }
        return String.join(", ", facts);
    }
}
