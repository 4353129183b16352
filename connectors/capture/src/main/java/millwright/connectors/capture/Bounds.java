package millwright.connectors.capture;

/**
 * What reading a capture may cost, whatever the file claims. Together they keep a hostile capture of up to some ten MiB
 * within 256 MiB: a plant of 100,000 GPUs, as the largest that is meant to be read, has 34 MB of text and
 * 130,000 entities in one event.
 */
final class Bounds {
    /** Longest value, row or statement result that is taken from the file, bytes. */
    static final int BLOB = 32 << 20;

    /** All metadata together: rows, and characters of keys and values. */
    static final int META_ROWS = 20_000;

    static final int META_CHARS = 4 << 20;

    /** Entities of all sets that are held at a time; a single larger set is refused. */
    static final int ENTITIES = 500_000;

    static final int ENTITY_TEXT = 24 << 20;

    /** One event unpacked: a change of the plant, and any other. */
    static final int PLANT_TEXT = 48 << 20;

    static final int EVENT_TEXT = 4 << 20;

    /** What its texts, lists and records may take in memory, bytes. */
    static final int PLANT_MEMORY = 112 << 20;

    static final int EVENT_MEMORY = 16 << 20;

    /** Events of which a replay knows the place, 28 bytes each. */
    static final int EVENTS = 2_000_000;

    /** Events that nothing replaces, and gaps, that a seek tells: the newest, as many as a desk keeps of each. */
    static final int RECENT = 20_000;

    /** Text of changes of the plant that a replay keeps unpacked. */
    static final int KEPT_PLANT_TEXT = 48 << 20;

    /** Values of one tile unpacked at a time. */
    static final int TILE_VALUES = 4 << 20;

    /** Names that are listed: metrics, kinds of events, intervals. */
    static final int NAMES = 10_000;

    /** Times that a packed text may grow; what we write grows 60-fold at most. Small texts may grow more. */
    static final int EXPANSION = 400;

    private static final long UNDER_WAY = 96L << 20;

    private Bounds() {}

    /**
     * Bytes of unpacked tiles that a replay may hold: 96 MiB; four times the size of a larger file, as long as that is
     * not above a quarter of the heap.
     */
    static long underWay(long fileBytes) {
        long most = Math.max(UNDER_WAY, Runtime.getRuntime().maxMemory() / 4);
        return Math.clamp(4 * Math.min(fileBytes, most), UNDER_WAY, most);
    }
}
