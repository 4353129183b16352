package millwright.series.tile;

/**
 * What goes into a tile. Tick-major, because frames arrive a tick at a time: no sender has to turn its rows around.
 *
 * @param states one {@link millwright.plant.DataState} ordinal per value, in the order of the values
 */
public record TileInput(int entities, int ticks, TileValues values, byte[] states) {
    public TileInput {
        long size = (long) entities * ticks;
        if (entities < 0 || ticks < 0 || size != values.size() || size != states.length) {
            throw new IllegalArgumentException("a tile of " + entities + " entities x " + ticks + " ticks needs " + size
                    + " values and states, not " + values.size() + " and " + states.length);
        }
    }

    /** All values in state OK. */
    public static TileInput ok(int entities, int ticks, TileValues values) {
        return new TileInput(entities, ticks, values, new byte[values.size()]);
    }
}
