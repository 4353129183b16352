package millwright.views.floor;

/** What may stand in the cell of a GPU. */
enum InCell {
    WATTS("W", "gpu.power", 36),
    BUSY("%", "gpu.utilization", 28),
    HEAT("°C", "gpu.temperature", 36),
    CLOCK("MHz", "gpu.clock.sm", 40);

    private final String label;
    private final String metric;
    private final double width;

    InCell(String label, String metric, double width) {
        this.label = label;
        this.metric = metric;
        this.width = width;
    }

    String label() {
        return label;
    }

    /** Name of the metric, for what colours cells need not be printed twice. */
    String metric() {
        return metric;
    }

    /** Px at text scale 1. */
    double width() {
        return width;
    }
}
