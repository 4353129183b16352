package millwright.analysis;

import millwright.feed.AlarmState;

/**
 * The states of one alarm after ISA-18.2 and what moves it. Shelved wins over everything until it is taken off the shelf;
 * what happened meanwhile decides where it goes then. Immutable.
 *
 * @param active whether its condition holds @param seen whether somebody acknowledged it while it was shelved or before
 */
public record AlarmMachine(AlarmState state, boolean active, boolean seen) {
    /** Everything that can happen to an alarm. */
    public enum Trigger {
        RAISE,
        CLEAR,
        ACKNOWLEDGE,
        SHELVE,
        UNSHELVE
    }

    public static final AlarmMachine QUIET = new AlarmMachine(AlarmState.NORMAL, false, true);

    /** The same object when nothing changes. */
    public AlarmMachine after(Trigger trigger) {
        return switch (trigger) {
            case RAISE -> raise();
            case CLEAR -> clear();
            case ACKNOWLEDGE -> acknowledge();
            case SHELVE ->
                state == AlarmState.SHELVED || state == AlarmState.NORMAL
                        ? this
                        : new AlarmMachine(AlarmState.SHELVED, active, seen);
            case UNSHELVE -> state == AlarmState.SHELVED ? new AlarmMachine(unshelved(), active, seen) : this;
        };
    }

    private AlarmMachine raise() {
        if (active) {
            return this;
        }
        boolean shelved = state == AlarmState.SHELVED;
        return new AlarmMachine(shelved ? AlarmState.SHELVED : AlarmState.UNACKNOWLEDGED, true, false);
    }

    private AlarmMachine clear() {
        if (!active) {
            return this;
        }
        return switch (state) {
            case UNACKNOWLEDGED -> new AlarmMachine(AlarmState.RETURNED, false, false);
            case SHELVED -> new AlarmMachine(AlarmState.SHELVED, false, seen);
            case ACKNOWLEDGED, NORMAL, RETURNED -> QUIET;
        };
    }

    private AlarmMachine acknowledge() {
        return switch (state) {
            case UNACKNOWLEDGED -> new AlarmMachine(AlarmState.ACKNOWLEDGED, true, true);
            case RETURNED -> QUIET;
            case SHELVED -> new AlarmMachine(AlarmState.SHELVED, active, true);
            case NORMAL, ACKNOWLEDGED -> this;
        };
    }

    private AlarmState unshelved() {
        if (active) {
            return seen ? AlarmState.ACKNOWLEDGED : AlarmState.UNACKNOWLEDGED;
        }
        return seen ? AlarmState.NORMAL : AlarmState.RETURNED;
    }
}
