package millwright.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import millwright.analysis.AlarmMachine.Trigger;
import millwright.feed.AlarmState;
import org.junit.jupiter.api.Test;

/** Every state that can be reached, and every trigger in each, against what an operator must be able to rely on. */
class AlarmMachineTest {
    private static Set<AlarmMachine> reachable() {
        Set<AlarmMachine> seen = new HashSet<>(Set.of(AlarmMachine.QUIET));
        ArrayDeque<AlarmMachine> queue = new ArrayDeque<>(seen);
        while (!queue.isEmpty()) {
            AlarmMachine at = queue.remove();
            for (Trigger trigger : Trigger.values()) {
                if (seen.add(at.after(trigger))) {
                    queue.add(at.after(trigger));
                }
            }
        }
        return seen;
    }

    @Test
    void exactlyTheStatesOfTheStandardCanBeReached() {
        Set<AlarmState> states = new HashSet<>();
        reachable().forEach(m -> states.add(m.state()));
        assertEquals(Set.of(AlarmState.values()), states);
        assertEquals(8, reachable().size(), () -> reachable().toString());
    }

    @Test
    void everyReachableStateAgreesWithItsCondition() {
        for (AlarmMachine m : reachable()) {
            boolean active = switch (m.state()) {
                case NORMAL, RETURNED -> false;
                case UNACKNOWLEDGED, ACKNOWLEDGED -> true;
                case SHELVED -> m.active();
            };
            assertEquals(active, m.active(), m::toString);
        }
    }

    @Test
    void everyTransitionIsAsExpected() {
        for (AlarmMachine m : reachable()) {
            for (Trigger trigger : Trigger.values()) {
                assertEquals(expected(m, trigger), m.after(trigger).state(), () -> m + " " + trigger);
            }
        }
    }

    /** The table of the standard, written apart from the machine. */
    private static AlarmState expected(AlarmMachine m, Trigger t) {
        AlarmState s = m.state();
        if (s == AlarmState.SHELVED && t != Trigger.UNSHELVE) {
            return AlarmState.SHELVED;
        }
        return switch (t) {
            case RAISE -> m.active() ? s : AlarmState.UNACKNOWLEDGED;
            case CLEAR ->
                s == AlarmState.UNACKNOWLEDGED
                        ? AlarmState.RETURNED
                        : s == AlarmState.ACKNOWLEDGED ? AlarmState.NORMAL : s;
            case ACKNOWLEDGE ->
                s == AlarmState.UNACKNOWLEDGED
                        ? AlarmState.ACKNOWLEDGED
                        : s == AlarmState.RETURNED ? AlarmState.NORMAL : s;
            case SHELVE -> s == AlarmState.NORMAL ? s : AlarmState.SHELVED;
            case UNSHELVE ->
                s != AlarmState.SHELVED
                        ? s
                        : m.active()
                                ? m.seen() ? AlarmState.ACKNOWLEDGED : AlarmState.UNACKNOWLEDGED
                                : m.seen() ? AlarmState.NORMAL : AlarmState.RETURNED;
        };
    }

    @Test
    void nobodyCanMakeAnUnseenAlarmVanishButByAcknowledging() {
        for (AlarmMachine m : reachable()) {
            if (!m.seen()) {
                for (Trigger trigger : Trigger.values()) {
                    if (trigger != Trigger.ACKNOWLEDGE) {
                        assertNotEquals(AlarmState.NORMAL, m.after(trigger).state(), () -> m + " " + trigger);
                    }
                }
            }
        }
    }

    @Test
    void everyTriggerTwiceIsAsOnce() {
        for (AlarmMachine m : reachable()) {
            for (Trigger trigger : Trigger.values()) {
                assertEquals(m.after(trigger), m.after(trigger).after(trigger), () -> m + " " + trigger);
            }
        }
    }
}
