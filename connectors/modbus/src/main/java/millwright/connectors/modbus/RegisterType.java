package millwright.connectors.modbus;

import java.nio.ByteBuffer;

/** What a number in registers is. */
enum RegisterType {
    INT16(1, true),
    UINT16(1, false),
    INT32(2, true),
    UINT32(2, false),
    INT64(4, true),
    UINT64(4, false),
    FLOAT32(2, true),
    FLOAT64(4, true);

    final int words;
    private final boolean signed;

    RegisterType(int words, boolean signed) {
        this.words = words;
        this.signed = signed;
    }

    boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** All that is 1 in the lowest bits that this has. */
    long mask() {
        return words == 4 ? -1L : (1L << 16 * words) - 1;
    }

    /** @param bytes highest first */
    long bits(byte[] bytes) {
        long bits = 0;
        for (byte b : bytes) {
            bits = bits << 8 | b & 0xff;
        }
        return bits;
    }

    double number(long bits) {
        return switch (this) {
            case INT16 -> (short) bits;
            case INT32 -> (int) bits;
            case INT64 -> bits;
            case UINT16, UINT32 -> bits;
            case UINT64 -> bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
            case FLOAT32 -> Float.intBitsToFloat((int) bits);
            case FLOAT64 -> Double.longBitsToDouble(bits);
        };
    }

    /** @return bytes, highest first @throws IllegalArgumentException when it does not fit */
    byte[] bytes(double number) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * words);
        if (this == FLOAT32) {
            return buffer.putFloat((float) number).array();
        } else if (this == FLOAT64) {
            return buffer.putDouble(number).array();
        }
        int width = 16 * words;
        double lowest = signed ? -Math.pow(2, width - 1) : 0;
        double highest = Math.min(Math.pow(2, signed ? width - 1 : width) - 1, Math.pow(2, 53));
        double whole = Math.rint(number);
        if (!(whole >= Math.max(lowest, -Math.pow(2, 53)) && whole <= highest)) {
            throw new IllegalArgumentException(number + " does not fit a register of this kind");
        }
        long bits = (long) whole;
        return switch (words) {
            case 1 -> buffer.putShort((short) bits).array();
            case 2 -> buffer.putInt((int) bits).array();
            default -> buffer.putLong(bits).array();
        };
    }
}
