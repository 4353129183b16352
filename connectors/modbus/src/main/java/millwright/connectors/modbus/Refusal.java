package millwright.connectors.modbus;

import java.io.IOException;

/** A device answered that it will not. The connection is sound. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int code;

    Refusal(int code) {
        super(words(code));
        this.code = code;
    }

    /** It has no such thing: function, register, or that many of them. */
    boolean isAbsent() {
        return code >= 1 && code <= 3;
    }

    /** The function as a whole: of one that it carried out before, it is not allowed any more. */
    boolean isFunction() {
        return code == 1;
    }

    /** Asked again later it may answer otherwise. */
    boolean isBusy() {
        return code == 5 || code == 6;
    }

    /** It certainly did nothing. After the others a write may have been done all the same, or may still be. */
    boolean isCertain() {
        return isAbsent() || code == 6 || code == 10;
    }

    /** A gateway speaks, the device behind it does not. */
    boolean isGateway() {
        return code == 10 || code == 11;
    }

    private static String words(int code) {
        return switch (code) {
            case 1 -> "it does not know this function (1)";
            case 2 -> "it has no such register (2)";
            case 3 -> "it does not take this value or so many registers (3)";
            case 4 -> "it failed at this (4)";
            case 5 -> "it needs longer (5)";
            case 6 -> "it is busy (6)";
            case 8 -> "its memory is damaged (8)";
            case 10 -> "the gateway has no path to this unit (10)";
            case 11 -> "the unit behind the gateway does not answer (11)";
            default -> "it refuses with code " + code;
        };
    }
}
