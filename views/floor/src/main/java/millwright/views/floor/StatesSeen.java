package millwright.views.floor;

import java.util.Arrays;

/**
 * Numbers the states of all cells: the same number as long as none differs. Asked in every frame of very many cells, which
 * is why they are compared and not hashed. FX thread; a copy of the states.
 */
final class StatesSeen {
    private byte[] last = {};
    private int number;

    int number(byte[] states) {
        if (!Arrays.equals(last, states)) {
            last = states.clone();
            number++;
        }
        return number;
    }
}
