package millwright.series.tile;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import millwright.plant.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads tiles into the caller's arrays. One thread at a time; memory is bounded by one column group of the largest tile
 * read. Close it: it holds native memory.
 */
public final class TileDecoder implements AutoCloseable {
    private static final int GROUP = TileEncoder.GROUP;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final byte[][] planes = new byte[8][0];
    private int[] narrow = {};
    private long[] wide = {};

    /** The column group whose planes are unpacked, so that its columns can be read one after the other. */
    private Tile.@Nullable Group unpacked;

    /** One place of the caller's array takes one value of a group. */
    private interface Store {
        void row(int from, int target, int size);
    }

    @Override
    public void close() {
        zstd.close();
    }

    /** All values of ticks [from, to), tick-major, from {@code offset} on. */
    public void floats(Tile tile, int from, int to, float[] out, int offset) throws TileException {
        need(tile, ValueType.F32, from, to);
        for (int g = 0; g < tile.groups.length; g++) {
            Tile.Group group = tile.groups[g];
            load(tile, g);
            boolean raw = group.form() == TileForm.RAW32;
            Quantum quantum = Quantum.of(tile.quantum());
            each(tile, g, from, to, offset, (at, target, size) -> {
                if (raw) {
                    for (int i = 0; i < size; i++) {
                        out[target + i] = Float.intBitsToFloat(narrow[at + i]);
                    }
                } else {
                    for (int i = 0; i < size; i++) {
                        out[target + i] = quantum.f32(narrow[at + i]);
                    }
                }
            });
        }
    }

    /** All values of ticks [from, to), tick-major, from {@code offset} on. */
    public void doubles(Tile tile, int from, int to, double[] out, int offset) throws TileException {
        need(tile, ValueType.F64, from, to);
        for (int g = 0; g < tile.groups.length; g++) {
            boolean raw = tile.groups[g].form() == TileForm.RAW64;
            Quantum quantum = Quantum.of(tile.quantum());
            loadWide(tile, g);
            each(tile, g, from, to, offset, (at, target, size) -> {
                for (int i = 0; i < size; i++) {
                    out[target + i] = raw ? Double.longBitsToDouble(wide[at + i]) : quantum.f64(wide[at + i]);
                }
            });
        }
    }

    /** All values of ticks [from, to), tick-major, from {@code offset} on. */
    public void longs(Tile tile, int from, int to, long[] out, int offset) throws TileException {
        need(tile, ValueType.I64, from, to);
        for (int g = 0; g < tile.groups.length; g++) {
            loadWide(tile, g);
            each(tile, g, from, to, offset, (at, target, size) -> System.arraycopy(wide, at, out, target, size));
        }
    }

    /** One entity's values of ticks [from, to), as doubles; unpacks only its column group and joins only its column. */
    public void column(Tile tile, int entity, int from, int to, double[] out, int offset) throws TileException {
        java.util.Objects.checkFromToIndex(from, to, tile.ticks());
        int g = java.util.Objects.checkIndex(entity, tile.entities()) / GROUP;
        if (from == to) {
            return;
        }
        unpack(tile, g);
        OneColumn column = new OneColumn(planes, tile, g, entity % GROUP);
        for (int t = 0; t < from; t++) {
            column.next();
        }
        for (int t = from; t < to; t++) {
            out[offset + t - from] = column.next();
        }
    }

    /** State ordinals of all values, tick-major. */
    public void states(Tile tile, byte[] out, int offset) throws TileException {
        if (tile.constantState != StateRuns.MIXED) {
            Arrays.fill(out, offset, offset + tile.size(), (byte) tile.constantState);
            return;
        }
        byte[] columns = stateColumns(tile);
        for (int e = 0; e < tile.entities(); e++) {
            for (int t = 0; t < tile.ticks(); t++) {
                out[offset + t * tile.entities() + e] = columns[e * tile.ticks() + t];
            }
        }
    }

    /** State ordinals entity after entity: that of entity e at tick t is element {@code e * ticks + t}. */
    public byte[] stateColumns(Tile tile) throws TileException {
        byte[] columns = new byte[tile.size()];
        if (tile.constantState != StateRuns.MIXED) {
            if (tile.constantState != 0) {
                Arrays.fill(columns, (byte) tile.constantState);
            }
            return columns;
        }
        if (TileHeader.checksum(tile.bytes, tile.statesAt, tile.statesSize) != tile.statesChecksum) {
            throw new TileException("checksum of the tile's states is wrong");
        }
        byte[] packed = new byte[tile.statesRaw];
        unzip(tile.bytes, tile.statesAt, tile.statesSize, packed, packed.length);
        StateRuns.unpack(packed, columns);
        return columns;
    }

    /** Integers of a column group as they are held, tick-major; the array is this decoder's own until its next call. */
    int[] narrow(Tile tile, int g) throws TileException {
        load(tile, g);
        return narrow;
    }

    private static void need(Tile tile, ValueType type, int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, tile.ticks());
        if (tile.type() != type) {
            throw new IllegalArgumentException("tile holds " + tile.type() + ", not " + type);
        }
    }

    private static void each(Tile tile, int group, int from, int to, int offset, Store store) {
        int columns = tile.columns(group);
        for (int t = from; t < to; t++) {
            store.row(t * columns, offset + (t - from) * tile.entities() + group * GROUP, columns);
        }
    }

    private void loadWide(Tile tile, int g) throws TileException {
        load(tile, g);
        if (tile.groups[g].lane() == 4) {
            int size = tile.columns(g) * tile.ticks();
            wide = wide.length < size ? new long[size] : wide;
            for (int i = 0; i < size; i++) {
                wide[i] = narrow[i];
            }
        }
    }

    private void unpack(Tile tile, int g) throws TileException {
        Tile.Group group = tile.groups[g];
        if (unpacked == group) {
            return;
        }
        unpacked = null;
        if (TileHeader.checksum(tile.bytes, group.at(), group.size()) != group.checksum()) {
            throw new TileException("checksum of the tile's column group " + g + " is wrong");
        }
        int size = tile.columns(g) * tile.ticks();
        int at = group.at();
        int width = group.lengths().length;
        for (int p = 0; p < width; p++) {
            planes[p] = planes[p].length < size ? new byte[size] : planes[p];
            int length = group.lengths()[p];
            if (length == size) {
                System.arraycopy(tile.bytes, at, planes[p], 0, size);
            } else {
                unzip(tile.bytes, at, length, planes[p], size);
            }
            at += length;
        }
        unpacked = group;
    }

    private void load(Tile tile, int g) throws TileException {
        unpack(tile, g);
        Tile.Group group = tile.groups[g];
        int columns = tile.columns(g);
        int size = columns * tile.ticks();
        int width = group.lengths().length;
        if (group.lane() == 4) {
            narrow = narrow.length < size ? new int[size] : narrow;
            Planes.join(planes, width, size, narrow);
            Lanes32.backward(narrow, columns, size, group.by(), (int) group.base());
        } else {
            wide = wide.length < size ? new long[size] : wide;
            Planes.join(planes, width, size, wide);
            Lanes64.backward(wide, columns, size, group.by(), group.base());
        }
    }

    private void unzip(byte[] from, int at, int length, byte[] out, int size) throws TileException {
        int got;
        try {
            got = zstd.decompressByteArray(out, 0, size, from, at, length);
        } catch (ZstdException e) {
            throw new TileException("compressed bytes of a tile are unsound: " + e.getMessage());
        }
        if (got != size) {
            throw new TileException("compressed bytes of a tile hold " + got + " bytes, not " + size);
        }
    }
}
