package millwright.series;

import java.util.List;

/** Rows as they came: waiting to be packed, or of a sort that is not. Immutable; any thread. */
record UnpackedRows(List<Row> rows) implements SealedRows {
    @Override
    public long from() {
        return rows.getFirst().time();
    }

    @Override
    public long to() {
        return rows.getLast().time();
    }

    @Override
    public long hold() {
        return rows.stream().mapToLong(Row::hold).max().orElse(0);
    }

    @Override
    public long bytes() {
        return rows.stream().mapToLong(Row::bytes).sum();
    }

    @Override
    public void fold(int[] places, WindowFold[] folds) {
        rows.forEach(row -> row.fold(places, folds));
    }
}
