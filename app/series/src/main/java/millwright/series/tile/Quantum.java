package millwright.series.tile;

/**
 * Turns values into whole multiples of a quantum and back. A quantum such as 0.001 is held as "divide by 1000", so that
 * 640123 comes back as the number nearest to 640.123, which is what a sensor's decimal was read as.
 */
record Quantum(double times, double per) {
    static final int NAN = Integer.MIN_VALUE;
    private static final int CANONICAL_NAN = 0x7fc00000;

    static Quantum of(double quantum) {
        double inverse = Math.rint(1 / quantum);
        boolean fraction = quantum < 1 && Math.abs(inverse * quantum - 1) < 1e-9;
        return fraction ? new Quantum(1, inverse) : new Quantum(quantum, 1);
    }

    static boolean usable(double quantum) {
        return quantum > 1e-15 && quantum < 1e15;
    }

    float f32(int units) {
        return units == NAN ? Float.intBitsToFloat(CANONICAL_NAN) : (float) (units * times / per);
    }

    double f64(long units) {
        return units * times / per;
    }

    /** Units of {@code size} values; false when one of them does not come back with identical bits. */
    boolean units(float[] values, int size, int[] units) {
        int wrong = 0;
        for (int i = 0; i < size; i++) {
            int unit = (int) Math.rint(values[i] * per / times);
            units[i] = unit;
            wrong |= Float.floatToRawIntBits((float) (unit * times / per)) ^ Float.floatToRawIntBits(values[i]);
        }
        return wrong == 0 ? !hasNan(units, size) : unitsAndNan(values, size, units);
    }

    private boolean unitsAndNan(float[] values, int size, int[] units) {
        for (int i = 0; i < size; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            if (bits == CANONICAL_NAN) {
                units[i] = NAN;
            } else if (units[i] == NAN || Float.floatToRawIntBits((float) (units[i] * times / per)) != bits) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNan(int[] units, int size) {
        for (int i = 0; i < size; i++) {
            if (units[i] == NAN) {
                return true;
            }
        }
        return false;
    }

    boolean units(double[] values, int size, long[] units) {
        long wrong = 0;
        for (int i = 0; i < size; i++) {
            long unit = (long) Math.rint(values[i] * per / times);
            units[i] = unit;
            wrong |= Double.doubleToRawLongBits(unit * times / per) ^ Double.doubleToRawLongBits(values[i]);
        }
        return wrong == 0;
    }
}
