package millwright.connectors.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/**
 * The sets of entities of a capture, read when they are asked for. Holds the ones used last, up to {@link Bounds#ENTITIES}
 * entities together; each bad one is named once. One thread at a time.
 */
final class SlotTable {
    private static final int MOST_BAD = 100_000;

    private final Connection db;
    private final Consumer<String> problem;
    private final Map<Long, SlotSet> held = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Long> bad = new HashSet<>();
    private int entities;

    SlotTable(Connection db, Consumer<String> problem) {
        this.db = db;
        this.problem = problem;
    }

    /** Null when there is none, or none that is sound. */
    @Nullable
    SlotSet find(long id) throws SQLException {
        SlotSet known = held.get(id);
        if (known != null || bad.contains(id)) {
            return known;
        }
        SlotSet read = null;
        try {
            read = read(id);
        } catch (CaptureException | IllegalArgumentException e) {
            problem.accept("set of entities " + id + ": " + e.getMessage());
        }
        if (read != null) {
            keep(id, read);
        } else if (bad.size() < MOST_BAD) {
            bad.add(id);
        }
        return read;
    }

    private @Nullable SlotSet read(long id) throws SQLException {
        try (PreparedStatement s = db.prepareStatement("SELECT kind, ids, crc FROM slots WHERE id = ?")) {
            s.setLong(1, id);
            try (ResultSet row = s.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                String kind = row.getString(1);
                byte[] packed = row.getBytes(2);
                if (kind == null
                        || packed == null
                        || new Checksum().add(id).add(kind).add(packed).value() != row.getLong(3)) {
                    throw new CaptureException("does not match its checksum; its samples were left out");
                }
                return SlotSet.of(EntityKind.valueOf(kind), ids(packed));
            }
        }
    }

    private static List<EntityId> ids(byte[] packed) {
        byte[] text = Zipped.unpack(packed, Bounds.ENTITY_TEXT, "its list");
        int lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        if (lines > Bounds.ENTITIES) {
            throw new CaptureException(
                    "claims " + lines + " entities, above " + Bounds.ENTITIES + "; its samples were left out");
        }
        return Arrays.stream(new String(text, java.nio.charset.StandardCharsets.UTF_8).split("\n"))
                .filter(t -> !t.isEmpty())
                .map(EntityId::new)
                .toList();
    }

    private void keep(long id, SlotSet set) {
        held.put(id, set);
        entities += set.ids().size();
        var oldest = held.entrySet().iterator();
        while (entities > Bounds.ENTITIES && held.size() > 1) {
            entities -= oldest.next().getValue().ids().size();
            oldest.remove();
        }
    }
}
