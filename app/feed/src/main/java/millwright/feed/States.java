package millwright.feed;

import java.util.Arrays;
import millwright.plant.DataState;

/** The states of a frame's values, run-length coded: run r holds entries end[r-1]..end[r]. Immutable. */
public final class States {
    private final int[] end;
    private final byte[] state;

    private States(int[] end, byte[] state) {
        this.end = end;
        this.state = state;
    }

    public static States all(DataState state, int size) {
        return size == 0
                ? new States(new int[0], new byte[0])
                : new States(new int[] {size}, new byte[] {(byte) state.ordinal()});
    }

    /** @param ordinals one {@link DataState} ordinal per value */
    public static States of(byte[] ordinals) {
        int[] end = new int[8];
        byte[] state = new byte[8];
        int runs = 0;
        for (int i = 0; i < ordinals.length; i++) {
            if (i == 0 || ordinals[i] != ordinals[i - 1]) {
                if (runs == end.length) {
                    end = Arrays.copyOf(end, runs * 2);
                    state = Arrays.copyOf(state, runs * 2);
                }
                state[runs++] = ordinals[i];
            }
            end[runs - 1] = i + 1;
        }
        return new States(Arrays.copyOf(end, runs), Arrays.copyOf(state, runs));
    }

    /** @throws IllegalArgumentException when ends do not rise or an ordinal is no state */
    public static States ofRuns(int[] end, byte[] state) {
        if (end.length != state.length) {
            throw new IllegalArgumentException("state runs need one state each");
        }
        for (int r = 0; r < end.length; r++) {
            if (end[r] <= (r == 0 ? 0 : end[r - 1]) || state[r] < 0 || state[r] >= DataState.values().length) {
                throw new IllegalArgumentException("state run " + r + " is malformed");
            }
        }
        return new States(end.clone(), state.clone());
    }

    public int size() {
        return end.length == 0 ? 0 : end[end.length - 1];
    }

    public int runs() {
        return end.length;
    }

    public int end(int run) {
        return end[run];
    }

    public DataState state(int run) {
        return DataState.values()[state[run]];
    }

    public DataState at(int i) {
        int r = Arrays.binarySearch(end, i + 1);
        return state(r >= 0 ? r : -r - 1);
    }

    /** Fills {@code target} from {@code offset} with one ordinal per value. */
    public void expand(byte[] target, int offset) {
        int from = 0;
        for (int r = 0; r < end.length; r++) {
            Arrays.fill(target, offset + from, offset + end[r], state[r]);
            from = end[r];
        }
    }

    public boolean isAll(DataState wanted) {
        return end.length == 0 || end.length == 1 && state[0] == wanted.ordinal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof States that && Arrays.equals(end, that.end) && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(end) + Arrays.hashCode(state);
    }
}
