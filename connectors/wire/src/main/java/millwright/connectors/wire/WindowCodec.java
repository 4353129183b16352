package millwright.connectors.wire;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import millwright.plant.DataState;
import millwright.plant.v1.V1;
import millwright.series.Window;
import millwright.series.WindowQuery;

/** Queries and their windows. Any thread. */
public final class WindowCodec {
    /** Columns that are worked out for one answer, entities x columns, whether or not they are then merged into one. */
    public static final int MAX_CELLS = 4_000_000;

    private WindowCodec() {}

    public static V1.QueryRequest encode(WindowQuery query) {
        return V1.QueryRequest.newBuilder()
                .setMetric(query.metric().name())
                .addAllEntities(Words.texts(query.entities()))
                .setFrom(query.from())
                .setTo(query.to())
                .setColumns(query.columns())
                .setMerged(query.merged())
                .build();
    }

    /** @throws BadMessage naming the field */
    public static WindowQuery decode(V1.QueryRequest from) {
        if (from.getTo() <= from.getFrom()) {
            throw new BadMessage("to", "must be after from");
        }
        int columns = from.getColumns();
        if (columns < 1 || columns > WindowQuery.MAX_COLUMNS) {
            throw new BadMessage(
                    "columns", Integer.toUnsignedLong(columns) + " is not within 1 to " + WindowQuery.MAX_COLUMNS);
        }
        long windows = from.getEntitiesCount();
        if (windows * columns > MAX_CELLS) {
            throw new BadMessage(
                    "entities",
                    windows + " entities x " + columns + " columns are more than the " + MAX_CELLS
                            + " that one query may ask for; ask for fewer entities or columns");
        }
        return new WindowQuery(
                Words.metric(from.getMetric(), "metric"),
                Words.entities(from.getEntitiesList(), "entities"),
                from.getFrom(),
                from.getTo(),
                columns,
                from.getMerged());
    }

    public static V1.QueryReply encode(List<Window> windows) {
        V1.QueryReply.Builder to = V1.QueryReply.newBuilder();
        windows.forEach(w -> to.addWindows(encode(w)));
        return to.build();
    }

    private static V1.Window encode(Window w) {
        V1.Window.Builder to = V1.Window.newBuilder()
                .setMetric(w.metric().name())
                .setFrom(w.from())
                .setWidth(w.width())
                .setState(ByteString.copyFrom(w.state()));
        for (int c = 0; c < w.columns(); c++) {
            to.addMin(w.min()[c])
                    .addMax(w.max()[c])
                    .addMean(w.mean()[c])
                    .addLast(w.last()[c])
                    .addCount(w.count()[c]);
        }
        if (w.entity() != null) {
            to.setEntity(w.entity().text());
        }
        return to.build();
    }

    /** @throws BadMessage naming the field */
    public static List<Window> decode(V1.QueryReply from) {
        List<Window> windows = new ArrayList<>(from.getWindowsCount());
        from.getWindowsList().forEach(w -> windows.add(decode(w)));
        return windows;
    }

    private static Window decode(V1.Window from) {
        int columns = from.getCountCount();
        byte[] state = from.getState().toByteArray();
        for (int c = 0; c < state.length; c++) {
            state[c] =
                    state[c] >= 0 && state[c] < DataState.values().length ? state[c] : (byte) DataState.BAD.ordinal();
        }
        if (from.getMinCount() != columns
                || from.getMaxCount() != columns
                || from.getMeanCount() != columns
                || from.getLastCount() != columns
                || state.length != columns) {
            throw new BadMessage("windows", "columns of different lengths");
        }
        return new Window(
                Words.metric(from.getMetric(), "windows.metric"),
                from.hasEntity() ? Words.entity(from.getEntity(), "windows.entity") : null,
                from.getFrom(),
                from.getWidth(),
                numbers(columns, from::getMin),
                numbers(columns, from::getMax),
                numbers(columns, from::getMean),
                numbers(columns, from::getLast),
                IntStream.range(0, columns).map(from::getCount).toArray(),
                state);
    }

    private static double[] numbers(int columns, java.util.function.IntToDoubleFunction at) {
        double[] numbers = new double[columns];
        for (int c = 0; c < columns; c++) {
            numbers[c] = at.applyAsDouble(c);
        }
        return numbers;
    }
}
