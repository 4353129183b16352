package millwright.series.tile;

import millwright.plant.ValueType;

/**
 * One entity's values out of the byte planes of its column group, tick after tick. A value is one call: in a process
 * that has just begun, what is called often is compiled long before what loops long. One thread.
 */
final class OneColumn {
    private final byte[][] planes;
    private final int width;
    private final int columns;
    private final Predictor by;
    private final boolean narrow;
    private final TileForm form;
    private final boolean f32;
    private final Quantum quantum;
    private int at;
    private long before;

    /** @param planes of the group, unpacked @param place of the entity in its group */
    OneColumn(byte[][] planes, Tile tile, int g, int place) {
        Tile.Group group = tile.groups[g];
        this.planes = planes;
        width = group.lengths().length;
        columns = tile.columns(g);
        by = group.by();
        narrow = group.lane() == 4;
        form = group.form();
        f32 = tile.type() == ValueType.F32;
        quantum = form == TileForm.QUANTUM ? Quantum.of(tile.quantum()) : new Quantum(1, 1);
        at = place;
        before = group.base();
    }

    /** The value of the next tick, from the first on. */
    double next() {
        long left = 0;
        for (int p = 0; p < width; p++) {
            left |= (planes[p][at] & 255L) << 8 * p;
        }
        at += columns;
        long value = switch (by) {
            case LOWEST -> before + left;
            case PREVIOUS -> before + (left >>> 1 ^ -(left & 1));
            case XOR -> before ^ left;
        };
        long units = narrow ? (int) value : value;
        if (by != Predictor.LOWEST) {
            before = units;
        }
        return switch (form) {
            case QUANTUM -> f32 ? quantum.f32((int) units) : quantum.f64(units);
            case RAW32 -> Float.intBitsToFloat((int) units);
            case RAW64 -> Double.longBitsToDouble(units);
            case LONG -> units;
        };
    }
}
