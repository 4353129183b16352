package millwright.views.floor;

import millwright.plant.EntityKind;

/** What one cell of the map is. */
enum Level {
    RACK("Rack", EntityKind.RACK, "racks"),
    TRAY("Tray", EntityKind.NODE, "trays"),
    GPU("GPU", EntityKind.GPU, "GPUs");

    private final String label;
    private final EntityKind kind;
    private final String plural;

    Level(String label, EntityKind kind, String plural) {
        this.label = label;
        this.kind = kind;
        this.plural = plural;
    }

    String label() {
        return label;
    }

    EntityKind kind() {
        return kind;
    }

    String plural() {
        return plural;
    }
}
