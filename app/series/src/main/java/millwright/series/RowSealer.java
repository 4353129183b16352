package millwright.series;

import java.util.List;

/** Packs rows of one series for keeping. */
interface RowSealer {
    int rowsPerTile();

    SealedRows seal(List<Row> rows);

    /** Keeps rows as they came: for histograms, and where speed matters more than memory. */
    static RowSealer unpacked(int rowsPerTile) {
        return new RowSealer() {
            @Override
            public int rowsPerTile() {
                return rowsPerTile;
            }

            @Override
            public SealedRows seal(List<Row> rows) {
                return new UnpackedRows(rows);
            }
        };
    }

    /** The rows themselves. */
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
}
