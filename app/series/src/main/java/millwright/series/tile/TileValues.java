package millwright.series.tile;

/** Values of a tile, tick-major: entity e at tick t is element {@code t * entities + e}. Arrays are not copied. */
public sealed interface TileValues {
    int size();

    record F32(float[] values) implements TileValues {
        @Override
        public int size() {
            return values.length;
        }
    }

    record F64(double[] values) implements TileValues {
        @Override
        public int size() {
            return values.length;
        }
    }

    record I64(long[] values) implements TileValues {
        @Override
        public int size() {
            return values.length;
        }
    }
}
