package millwright.series;

import millwright.plant.DataState;

/** A history could not be read, in one line for people; nothing is said of whether there were values. */
public final class Unread extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final DataState state;
    private final boolean onlyThis;

    /** @param state of the values that are missing for it: {@code FORBIDDEN}, else {@code BAD} */
    public Unread(String why, DataState state) {
        this(why, state, false);
    }

    /**
     * @param state of the values that are missing for it: {@code FORBIDDEN}, else {@code BAD}
     * @param onlyThis true where it lies in the question: another one may well be answered
     */
    public Unread(String why, DataState state, boolean onlyThis) {
        super(why);
        this.state = state;
        this.onlyThis = onlyThis;
    }

    /** True where it was the question that was refused; false where whoever was asked is in trouble. */
    public boolean onlyThis() {
        return onlyThis;
    }

    public DataState state() {
        return state;
    }
}
