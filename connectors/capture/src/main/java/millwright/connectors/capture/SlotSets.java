package millwright.connectors.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/** Which entities the columns of a tile belong to, each distinct set stored once. One thread. */
final class SlotSets implements AutoCloseable {
    private record Wanted(EntityKind kind, @Nullable List<Integer> slots) {}

    private record Known(EntityKind kind, String ids) {}

    private final PreparedStatement put;
    private final Map<Wanted, Long> ofRevision = new HashMap<>();
    private final Map<Known, Long> stored = new HashMap<>();
    private long next = 1;

    SlotSets(Connection db) throws SQLException {
        put = db.prepareStatement("INSERT INTO slots VALUES (?, ?, ?, ?)");
    }

    /** Slots mean other entities from now on. */
    void moved() {
        ofRevision.clear();
    }

    long idOf(Plant plant, EntityKind kind, int @Nullable [] slots) throws SQLException {
        Wanted wanted = new Wanted(
                kind, slots == null ? null : Arrays.stream(slots).boxed().toList());
        Long id = ofRevision.get(wanted);
        if (id == null) {
            id = store(kind, ids(plant, kind, slots));
            ofRevision.put(wanted, id);
        }
        return id;
    }

    private static String ids(Plant plant, EntityKind kind, int @Nullable [] slots) {
        StringBuilder ids = new StringBuilder();
        int size = slots == null ? plant.count(kind) : slots.length;
        for (int i = 0; i < size; i++) {
            ids.append(plant.at(kind, slots == null ? i : slots[i]).id().text()).append('\n');
        }
        return ids.toString();
    }

    private long store(EntityKind kind, String ids) throws SQLException {
        Known known = new Known(kind, ids);
        Long before = stored.get(known);
        if (before != null) {
            return before;
        }
        long id = next++;
        byte[] packed = Zipped.pack(ids);
        put.setLong(1, id);
        put.setString(2, kind.name());
        put.setBytes(3, packed);
        put.setLong(4, new Checksum().add(id).add(kind.name()).add(packed).value());
        put.executeUpdate();
        stored.put(known, id);
        return id;
    }

    @Override
    public void close() throws SQLException {
        put.close();
    }
}
