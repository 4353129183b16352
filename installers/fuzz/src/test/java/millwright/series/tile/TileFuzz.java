package millwright.series.tile;

import java.nio.ByteBuffer;
import millwright.fuzz.Said;

/** A tile whose checksums are made right, so that what is behind them is read too. Only a TileException refuses it. */
public final class TileFuzz {
    private static final TileLimits LIMITS = new TileLimits(1 << 12, 1 << 12, 1 << 18);
    private static final int HEADER_SUM = TileHeader.FIXED - 4;
    private static final int STATES_SUM = TileHeader.FIXED - 12;

    private TileFuzz() {}

    public static boolean understands(byte[] bytes) {
        byte[] tile = bytes.clone();
        try (TileDecoder decoder = new TileDecoder()) {
            mend(tile);
            read(Tile.of(tile, LIMITS), decoder);
            return true;
        } catch (TileException e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static void mend(byte[] tile) {
        if (tile.length < TileHeader.FIXED) {
            return;
        }
        ByteBuffer in = TileHeader.wrap(tile);
        int entities = in.getInt(8);
        int ticks = in.getInt(12);
        if (entities < 0 || entities > LIMITS.entities() || ticks < 0) {
            return;
        }
        int groups = (long) entities * ticks == 0 ? 0 : TileHeader.groups(entities);
        int head = TileHeader.FIXED + groups * TileHeader.GROUP_ENTRY;
        int states = in.getInt(28);
        if (head > tile.length || states < 0 || states > tile.length - head) {
            return;
        }
        in.putInt(STATES_SUM, TileHeader.checksum(tile, head, states));
        int at = head + states;
        for (int g = 0; g < groups; g++) {
            int entry = TileHeader.FIXED + g * TileHeader.GROUP_ENTRY;
            long size = 0;
            for (int p = 0; p < 8; p++) {
                size += in.getInt(entry + 12 + 4 * p);
            }
            if (size < 0 || size > tile.length - at) {
                break;
            }
            in.putInt(entry + 44, TileHeader.checksum(tile, at, (int) size));
            at += (int) size;
        }
        in.putInt(HEADER_SUM, 0);
        in.putInt(HEADER_SUM, TileHeader.checksum(tile, 0, head));
    }

    private static void read(Tile tile, TileDecoder decoder) throws TileException {
        byte[] states = new byte[tile.size()];
        decoder.states(tile, states, 0);
        double[] column = new double[tile.ticks()];
        for (int entity = 0; entity < tile.entities() && tile.ticks() > 0; entity += 17) {
            decoder.column(tile, entity, 0, column.length, column, 0);
        }
        switch (tile.type()) {
            case F32 -> decoder.floats(tile, 0, tile.ticks(), new float[tile.size()], 0);
            case F64 -> decoder.doubles(tile, 0, tile.ticks(), new double[tile.size()], 0);
            case I64, ENUM, MASK, HISTOGRAM -> decoder.longs(tile, 0, tile.ticks(), new long[tile.size()], 0);
        }
    }
}
