package millwright.connectors.snmp;

import millwright.plant.Times;

/** Tells a restart from a clock of 32 bits that begins again after 497 days. One thread. */
final class UpTime {
    private static final double WRAPS_AT = 0x1p32;
    private static final double TICKS = 100;
    /** By which clocks of devices may be off, beside one per cent. */
    private static final double SLACK = 60 * TICKS;

    private double last = Double.NaN;
    private long seen;

    /** @param ticks hundredths of a second since the device began @param now epoch ns */
    boolean restarted(long ticks, long now) {
        double elapsed = (now - seen) * TICKS / Times.SECOND;
        double expected = last + elapsed;
        boolean wrapped =
                expected > WRAPS_AT - SLACK && Math.abs(ticks + WRAPS_AT - expected) <= SLACK + elapsed * 0.01;
        boolean restarted = ticks < last && !wrapped;
        last = ticks;
        seen = now;
        return restarted;
    }
}
