package millwright.views.floor;

/** Why a rack is outlined. */
enum Outline {
    ALARMS("Alarms"),
    LIMITS("Limits"),
    PEERS("Peers");

    private final String label;

    Outline(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
