package millwright.connectors.simulator;

/** Chance that depends on nothing but the seed and on what is asked: no order of calls can change it. */
final class Dice {
    private final long seed;

    Dice(long seed) {
        this.seed = mix(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** Even in [0, 1). */
    double even(long what, long which) {
        return (mix(seed + what * 0x9E3779B97F4A7C15L + which * 0xD1B54A32D192ED03L) >>> 11) * 0x1p-53;
    }

    /** Even in [-1, 1). */
    float swing(long what, long which) {
        return (float) (2 * even(what, which) - 1);
    }

    /** Bell-shaped, standard deviation 1, never beyond 3.4. */
    double bell(long what, long which) {
        long bits = mix(seed + what * 0x9E3779B97F4A7C15L + which * 0xD1B54A32D192ED03L);
        double sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48 & 0xFFFF);
        return (sum / 65_536 - 2) * 1.7320508;
    }

    static long of(String text) {
        long h = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            h = 31 * h + text.charAt(i);
        }
        return mix(h);
    }
}
