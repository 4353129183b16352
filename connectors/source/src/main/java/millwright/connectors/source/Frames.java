package millwright.connectors.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.Plant;
import millwright.plant.ValueType;

/** Makes columnar frames of single readings. */
public final class Frames {
    /** @param bounds of a histogram: a column has one set of them */
    private record Key(Metric metric, EntityKind kind, long time, List<Double> bounds) {}

    private record Cell(int slot, Reading reading) {}

    private Frames() {}

    /** @param every ns between scrapes: what a value is taken to speak for */
    public static List<Frame> of(List<Reading> readings, Plant plant, long received, long every, Origin origin) {
        Map<Key, List<Cell>> groups = new LinkedHashMap<>();
        for (Reading reading : readings) {
            int index = plant.indexOf(reading.entity());
            boolean told = reading.metric().type() != ValueType.HISTOGRAM || reading.buckets() != null;
            if (index >= 0 && told) {
                long time = reading.time() == Reading.UNSAID ? received : reading.time();
                EntityKind kind = plant.entity(index).kind();
                groups.computeIfAbsent(new Key(reading.metric(), kind, time, bounds(reading)), k -> new ArrayList<>())
                        .add(new Cell(plant.slotOf(index), reading));
            }
        }
        List<Frame> frames = new ArrayList<>();
        groups.forEach((key, cells) -> frames.add(frame(key, cells, plant.revision(), received, every, origin)));
        return frames;
    }

    private static List<Double> bounds(Reading reading) {
        Buckets buckets = reading.buckets();
        return buckets == null
                ? List.of()
                : Arrays.stream(buckets.upper()).boxed().toList();
    }

    private static Frame frame(Key key, List<Cell> cells, long revision, long received, long every, Origin origin) {
        cells.sort(Comparator.comparingInt(Cell::slot));
        List<Cell> single = new ArrayList<>();
        for (Cell cell : cells) {
            if (single.isEmpty() || single.getLast().slot() != cell.slot()) {
                single.add(cell);
            }
        }
        int[] slots = new int[single.size()];
        byte[] states = new byte[slots.length];
        double[] values = new double[slots.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = single.get(i).slot();
            states[i] = (byte) single.get(i).reading().state().ordinal();
            values[i] = single.get(i).reading().value();
        }
        return new Frame(
                key.metric().id(),
                key.kind(),
                revision,
                slots,
                key.time(),
                received,
                every,
                key.bounds().isEmpty() ? column(key.metric().type(), values) : histograms(key, single),
                States.of(states),
                origin);
    }

    private static Column histograms(Key key, List<Cell> cells) {
        double[] upper = key.bounds().stream().mapToDouble(Double::doubleValue).toArray();
        long[] counts = new long[upper.length * cells.size()];
        double[] sums = new double[cells.size()];
        for (int i = 0; i < sums.length; i++) {
            Buckets buckets = Objects.requireNonNull(cells.get(i).reading().buckets(), "a histogram has buckets");
            System.arraycopy(buckets.counts(), 0, counts, i * upper.length, upper.length);
            sums[i] = buckets.sum();
        }
        return new Column.Histograms(upper, counts, sums);
    }

    private static Column column(ValueType type, double[] values) {
        return switch (type) {
            case F32 -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    floats[i] = (float) values[i];
                }
                yield new Column.F32(floats);
            }
            case F64, HISTOGRAM -> new Column.F64(values);
            case I64, ENUM, MASK -> {
                long[] longs = new long[values.length];
                for (int i = 0; i < values.length; i++) {
                    longs[i] = (long) values[i];
                }
                yield new Column.I64(longs);
            }
        };
    }
}
