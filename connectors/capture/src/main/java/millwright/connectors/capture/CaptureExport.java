package millwright.connectors.capture;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import millwright.plant.CsvLine;
import millwright.plant.DataState;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Samples as CSV, streamed: long (one value a line) or wide (one line per instant, one column per entity). The last column
 * says which are simulated. What cannot be read is named among the problems of the capture; where its entities and instants
 * are known it has lines without a number, BAD in the long form.
 */
public final class CaptureExport {
    private CaptureExport() {}

    /** @return lines written, header included */
    public static long longRows(Capture capture, String metric, long from, long to, Writer out) throws IOException {
        out.write("time,entity,metric,state,value,simulated\n");
        long[] lines = {1};
        IOException[] failed = new IOException[1];
        capture.tiles(metric, from, to, tile -> {
            try {
                lines[0] += write(capture, tile, from, to, out);
                return true;
            } catch (IOException e) {
                failed[0] = e;
                return false;
            }
        });
        if (failed[0] != null) {
            throw failed[0];
        }
        return lines[0];
    }

    private static long write(Capture capture, TileRow tile, long from, long to, Writer out) throws IOException {
        SlotSet set = tile.entities(capture);
        if (set == null) {
            return 0;
        }
        List<Tick> ticks = tile.unpackTicks();
        TileColumns columns = TileColumns.all(capture, tile, set, ticks);
        long lines = 0;
        for (int t = 0; t < ticks.size(); t++) {
            long time = ticks.get(t).sourceTime();
            for (int i = 0; i < set.ids().size() && time >= from && time <= to; i++) {
                out.write(CsvLine.of(
                        Times.instant(time),
                        set.ids().get(i),
                        tile.metric(),
                        DataState.values()[columns.state(t, i)],
                        number(columns.value(t, i), columns.state(t, i)),
                        simulated(tile)));
                lines++;
            }
        }
        return lines;
    }

    /** @return lines written, header included; tiles of different sets of entities follow each other with own headers */
    public static long wideRows(Capture capture, String metric, long from, long to, Writer out) throws IOException {
        long[] lines = {0};
        long[] header = {-1};
        IOException[] failed = new IOException[1];
        capture.tiles(metric, from, to, tile -> {
            SlotSet set = tile.entities(capture);
            try {
                if (set != null) {
                    lines[0] += wide(capture, tile, set, from, to, header, out);
                }
                return true;
            } catch (IOException e) {
                failed[0] = e;
                return false;
            }
        });
        if (failed[0] != null) {
            throw failed[0];
        }
        return lines[0];
    }

    private static long wide(Capture capture, TileRow tile, SlotSet set, long from, long to, long[] header, Writer out)
            throws IOException {
        long lines = 0;
        if (header[0] != tile.slots()) {
            header[0] = tile.slots();
            out.write("time");
            for (var id : set.ids()) {
                out.write("," + CsvLine.cell(id));
            }
            out.write(",simulated\n");
            lines++;
        }
        List<Tick> ticks = tile.unpackTicks();
        TileColumns columns = TileColumns.all(capture, tile, set, ticks);
        for (int t = 0; t < ticks.size(); t++) {
            long time = ticks.get(t).sourceTime();
            if (time >= from && time <= to) {
                out.write(Times.instant(time).toString());
                for (int i = 0; i < set.ids().size(); i++) {
                    out.write("," + CsvLine.cell(number(columns.value(t, i), columns.state(t, i))));
                }
                out.write("," + simulated(tile) + "\n");
                lines++;
            }
        }
        return lines;
    }

    private static @Nullable Double number(double value, byte state) {
        return state == DataState.OK.ordinal() ? value : null;
    }

    private static String simulated(TileRow tile) {
        return tile.isSimulated() ? "SIMULATED" : "";
    }
}
