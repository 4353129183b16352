package millwright.connectors.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.connectors.snmp.Survey.Asked;
import millwright.connectors.source.Reading;
import millwright.connectors.source.RunningTotals;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Reads what a survey found, round after round. Counts go on where they wrap and where their device restarts. One thread. */
final class Round {
    private static final OID UP_TIME = new OID("1.3.6.1.2.1.1.3.0");

    private static final int MOST_COUNTS = 100_000;

    private record Key(EntityId entity, MetricId metric) {}

    private final RunningTotals<Key> totals = new RunningTotals<>(MOST_COUNTS);
    private final UpTime upTime = new UpTime();
    private final Questions questions;
    private final List<String> missing = new ArrayList<>();
    private String problem = "";
    private int problems;
    private boolean restarted;
    private long now;

    Round(Agent agent, int most) {
        this.questions = new Questions(agent, most);
    }

    /** @param now epoch ns @throws IOException when the agent as a whole says nothing */
    List<Reading> read(Survey survey, long now) throws IOException, InterruptedException {
        this.now = now;
        problems = 0;
        problem = "";
        missing.clear();
        missing.addAll(survey.missing());
        Set<OID> objects = new LinkedHashSet<>();
        objects.add(UP_TIME);
        for (Asked asked : survey.asked()) {
            objects.add(asked.object());
            if (!asked.available().equals(Survey.NONE)) {
                objects.add(asked.available());
            }
        }
        Map<OID, VariableBinding> answers = questions.ask(List.copyOf(objects));
        VariableBinding up = answers.get(UP_TIME);
        restarted = up != null
                && up.getVariable().getSyntax() == SMIConstants.SYNTAX_TIMETICKS
                && upTime.restarted(up.getVariable().toLong(), now);
        List<Reading> readings = new ArrayList<>();
        for (Asked asked : survey.asked()) {
            readings.add(reading(survey, asked, answers));
        }
        return readings;
    }

    private Reading reading(Survey survey, Asked asked, Map<OID, VariableBinding> answers) {
        Variable variable = said(answers.get(asked.object()));
        Variable available = said(answers.get(asked.available()));
        DataState refused = questions.refused().get(asked.object());
        boolean shifted = asked.digits().equals(Survey.NONE) || survey.places().containsKey(asked.digits());
        if (refused != null) {
            problem(asked, "the agent " + (refused == DataState.FORBIDDEN ? "forbids it" : "refuses it"));
            return absent(asked, refused);
        } else if (variable == null || !shifted) {
            missing.add("no " + asked.point().metric().name() + " of " + asked.entity() + ": the agent has no "
                    + (variable == null ? asked.object() : "usable " + asked.digits()));
            return absent(asked, DataState.NOT_SUPPORTED);
        } else if (available != null
                && available.getSyntax() == SMIConstants.SYNTAX_INTEGER
                && available.toInt() != 1) {
            return absent(asked, DataState.NO_DATA);
        }
        double raw = number(variable);
        if (Double.isNaN(raw)) {
            problem(asked, "is no number: " + variable.getSyntaxString());
            return absent(asked, DataState.BAD);
        }
        DataState meant = asked.point().missing().get((long) raw);
        return meant == null || raw != Math.rint(raw)
                ? reading(asked, variable, raw, survey.places().getOrDefault(asked.digits(), 0))
                : absent(asked, meant);
    }

    private Reading reading(Asked asked, Variable variable, double raw, int places) {
        Point point = asked.point();
        double value = point.value(raw, places);
        if (Double.isNaN(value)) {
            problem(asked, "the map does not know the state " + (long) raw);
            return absent(asked, DataState.BAD);
        }
        if (point.metric().kind() == MetricKind.COUNTER && point.metric().isPlausible(value)) {
            Key key = new Key(asked.entity(), point.metric().id());
            value = point.value(totals.next(key, raw, wrapsAt(variable, point), restarted, now), places);
        }
        return Reading.of(asked.entity(), point.metric(), value, Reading.UNSAID);
    }

    private static double wrapsAt(Variable variable, Point point) {
        return switch (variable.getSyntax()) {
            case SMIConstants.SYNTAX_COUNTER32 -> 0x1p32;
            case SMIConstants.SYNTAX_COUNTER64 -> 0x1p64;
            default -> point.rollover();
        };
    }

    private static @Nullable Variable said(@Nullable VariableBinding binding) {
        return binding == null || binding.isException() || binding.getSyntax() == SMIConstants.SYNTAX_NULL
                ? null
                : binding.getVariable();
    }

    /** NaN of what is no number. */
    static double number(Variable variable) {
        return switch (variable.getSyntax()) {
            case SMIConstants.SYNTAX_COUNTER64 -> {
                long bits = variable.toLong();
                yield bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
            }
            case SMIConstants.SYNTAX_INTEGER,
                    SMIConstants.SYNTAX_GAUGE32,
                    SMIConstants.SYNTAX_COUNTER32,
                    SMIConstants.SYNTAX_TIMETICKS -> variable.toLong();
            case SMIConstants.SYNTAX_OCTET_STRING -> text(variable.toString().strip());
            default -> Double.NaN;
        };
    }

    /** Some agents write numbers as text. */
    private static double text(String text) {
        try {
            double number = text.length() <= 30 ? Double.parseDouble(text) : Double.NaN;
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void problem(Asked asked, String what) {
        problems++;
        problem = problem.isEmpty() ? asked.point().metric().name() + " of " + asked.entity() + ": " + what : problem;
    }

    private static Reading absent(Asked asked, DataState state) {
        return new Reading(asked.entity(), asked.point().metric(), Double.NaN, state, Reading.UNSAID);
    }

    int problems() {
        return problems;
    }

    /** The first of them, for people; empty when there was none. */
    String problem() {
        return problem;
    }

    /** One line each. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    /** Whether the device began anew since the round before. */
    boolean restarted() {
        return restarted;
    }
}
