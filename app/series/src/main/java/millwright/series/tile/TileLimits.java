package millwright.series.tile;

/** What a reader is willing to allocate for one tile; more is refused before anything is allocated. */
public record TileLimits(int entities, int ticks, int values) {
    public static final TileLimits DEFAULT = new TileLimits(1 << 20, 1 << 20, 1 << 23);

    void check(int entityCount, int tickCount) throws TileException {
        if (entityCount < 0 || tickCount < 0) {
            throw new TileException("tile says " + entityCount + " entities x " + tickCount + " ticks");
        }
        if (entityCount > entities || tickCount > ticks || (long) entityCount * tickCount > values) {
            throw new TileException("tile of " + entityCount + " entities x " + tickCount
                    + " ticks is above the limit of " + entities + " x " + ticks + ", " + values + " values");
        }
    }
}
