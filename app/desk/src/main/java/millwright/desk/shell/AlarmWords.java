package millwright.desk.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import millwright.desk.Situation;
import millwright.desk.find.Hit;
import millwright.desk.find.NameIndex;
import millwright.feed.Finding;
import millwright.plant.Plant;
import millwright.styles.AlarmShapes;

/**
 * Finds alarms by what they say, the rule that raised them and the thing they are on. Any thread; at most
 * {@value #MOST} answers.
 */
final class AlarmWords {
    private static final int MOST = 20;
    /** Letters that merely occur in order somewhere in a sentence mean nothing. */
    private static final int IN_ONE_PIECE = 150;

    private AlarmWords() {}

    /** The hits with how well they fit, best first. @param onAlarm is told the one that is chosen */
    static Map<CommandPalette.Entry, Integer> find(Situation situation, String text, Consumer<Finding> onAlarm) {
        Map<CommandPalette.Entry, Integer> found = new LinkedHashMap<>();
        ranked(situation, text)
                .forEach((finding, score) -> found.put(entry(situation.plant(), finding, onAlarm), score));
        return found;
    }

    /** The alarms themselves, best first. */
    static Stream<Finding> matching(Situation situation, String text) {
        return ranked(situation, text).keySet().stream();
    }

    private static Map<Finding, Integer> ranked(Situation situation, String text) {
        List<Finding> alarms = situation.findings().values().stream()
                .filter(f -> f.active() && situation.alarms().containsKey(f.id()))
                .toList();
        NameIndex index = NameIndex.of(
                alarms.stream().map(f -> words(situation.plant(), f)).toList());
        Map<Finding, Integer> found = new LinkedHashMap<>();
        for (Hit hit : index.search(text, MOST)) {
            if (hit.score() > IN_ONE_PIECE) {
                found.put(alarms.get(hit.index()), hit.score());
            }
        }
        return found;
    }

    private static CommandPalette.Entry entry(Plant plant, Finding finding, Consumer<Finding> onAlarm) {
        return new CommandPalette.Entry(
                finding.what(),
                AlarmShapes.word(finding.priority().number()) + " alarm",
                where(plant, finding, " / "),
                () -> onAlarm.accept(finding));
    }

    private static String words(Plant plant, Finding finding) {
        return finding.what() + " " + finding.rule() + " "
                + finding.entity().text().replace(':', ' ') + " " + where(plant, finding, " ");
    }

    private static String where(Plant plant, Finding finding, String between) {
        return plant.indexOf(finding.entity()) < 0
                ? finding.entity().text()
                : String.join(between, Names.path(plant, finding.entity()));
    }
}
