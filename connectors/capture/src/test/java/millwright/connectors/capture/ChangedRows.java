package millwright.connectors.capture;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes whole rows of a capture as a stranger could by SQL, with their checksums made right again or not. The same
 * number makes the same change. One thread.
 */
final class ChangedRows {
    /** In {@link Change#doubted}: numbers of every metric may differ. */
    static final String ALL = "*";

    private static final List<String> TABLES = List.of("meta", "event", "slots", "tile", "part", "pyramid");
    private static final List<String> KINDS =
            List.of("plant", "finding", "gap", "incident", "action", "receipt", "frame", "nothing", "", "PLANT");
    private static final long[] NUMBERS = {
        0, 1, -1, 2, 7, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final List<String> TEXTS = List.of(
            "", "-1", "NaN", "1e400", "gpu:g0", "gpu:nobody", "RACK", "gpu.nothing", "x".repeat(5_000), "\0", "\ud800");

    private final Random random;
    private final Connection db;
    private final Set<String> doubted = new TreeSet<>();
    private final boolean signs;
    private boolean dropped;

    /** @param doubted metrics whose numbers nobody can know to be changed @param dropped whether rows just went away */
    record Change(String what, Set<String> doubted, boolean dropped) {}

    private interface Way {
        void change(AnyRow row) throws SQLException;
    }

    private ChangedRows(Connection db, long number) {
        this.db = db;
        random = new Random(number);
        signs = random.nextInt(4) > 0;
    }

    static Change change(Path capture, long number) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + capture);
                Statement s = db.createStatement()) {
            s.execute("PRAGMA synchronous = OFF");
            db.setAutoCommit(false);
            ChangedRows rows = new ChangedRows(db, number);
            String what = rows.one();
            db.commit();
            return new Change((rows.signs ? "signed " : "unsigned ") + what, Set.copyOf(rows.doubted), rows.dropped);
        }
    }

    private String one() throws SQLException {
        Map.Entry<String, Way> way = List.<Map.Entry<String, Way>>of(
                        Map.entry("dropped", this::drop),
                        Map.entry("twice", this::twice),
                        Map.entry("two exchanged", this::exchanged),
                        Map.entry("column of another", this::columnOfAnother),
                        Map.entry("number", this::number),
                        Map.entry("nothing", this::nothing),
                        Map.entry("wrong type", this::wrongType),
                        Map.entry("text", this::text),
                        Map.entry("unpacked bytes", this::bytes),
                        Map.entry("json", this::json))
                .get((int) Math.floorMod(random.nextLong(), 10L));
        String table = way.getKey().equals("json") ? "event" : TABLES.get(random.nextInt(TABLES.size()));
        AnyRow row = AnyRow.any(db, table, random);
        way.getValue().change(row);
        return way.getKey() + " in " + table + " " + row.values()[0];
    }

    private void put(AnyRow before, AnyRow after) throws SQLException {
        doubt(before);
        doubt(after);
        for (AnyRow gone : AnyRow.all(db, after.table())) {
            if (gone.values()[0].equals(after.values()[0])) {
                doubt(gone);
            }
        }
        (signs ? after.signed() : after).write(db);
    }

    /** What a row says of numbers: those that it had, and those of whatever stood under its key. */
    private void doubt(AnyRow row) throws SQLException {
        Object first = row.values()[0];
        switch (row.table()) {
            case "slots" -> doubted.add(ALL);
            case "meta" -> doubted.add(String.valueOf(first).startsWith("metric:") ? ALL : "");
            case "event" -> doubted.add("plant".equals(row.values()[3]) ? ALL : "");
            case "tile" -> {
                doubted.add(String.valueOf(row.values()[1]));
                doubtTile(first);
            }
            default -> doubtTile(first instanceof Long id ? (Object) (id >> 16) : first);
        }
    }

    private void doubtTile(@Nullable Object id) throws SQLException {
        for (AnyRow tile : AnyRow.all(db, "tile")) {
            if (tile.values()[0] instanceof Long same && same.equals(id)) {
                doubted.add(String.valueOf(tile.values()[1]));
            }
        }
    }

    private void drop(AnyRow row) throws SQLException {
        doubt(row);
        dropped = true;
        row.delete(db);
    }

    private void twice(AnyRow row) throws SQLException {
        long id = random.nextBoolean() ? 1_000_000 + random.nextInt(1_000) : random.nextInt(20);
        put(row, row.with(0, row.kind(0) == 'N' ? (Object) id : row.values()[0] + "x"));
    }

    private void exchanged(AnyRow row) throws SQLException {
        AnyRow other = AnyRow.any(db, row.table(), random);
        Object[] one = row.values().clone();
        Object[] two = other.values().clone();
        one[0] = other.values()[0];
        two[0] = row.values()[0];
        put(row, new AnyRow(row.table(), one));
        put(other, new AnyRow(row.table(), two));
    }

    /** A key that is no number is refused by SQLite itself. */
    private void columnOfAnother(AnyRow row) throws SQLException {
        AnyRow other = AnyRow.any(db, TABLES.get(random.nextInt(TABLES.size())), random);
        Object value = other.values()[random.nextInt(other.columns())];
        int column = random.nextInt(row.columns());
        put(row, row.with(column == 0 && row.kind(0) == 'N' && !(value instanceof Long) ? 1 : column, value));
    }

    private void number(AnyRow row) throws SQLException {
        int column = row.anyColumn(random, row.table().equals("meta") ? "T" : "N");
        long value = random.nextInt(3) == 0 && row.values()[column] instanceof Long was
                ? was + random.nextInt(5) - 2
                : NUMBERS[random.nextInt(NUMBERS.length)];
        put(row, row.with(column, value));
    }

    /** Every column is NOT NULL: for as long as it takes the schema says otherwise. */
    private void nothing(AnyRow row) throws SQLException {
        int column = 1 + random.nextInt(row.columns());
        doubt(row);
        db.commit();
        try (Statement s = db.createStatement()) {
            s.execute("PRAGMA writable_schema = ON");
            s.execute("UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '         ')");
            s.execute("PRAGMA writable_schema = RESET");
            (signs && column < row.columns() ? row.with(column, null).signed() : row.with(column, null)).write(db);
            s.execute("PRAGMA writable_schema = ON");
            s.execute("UPDATE sqlite_schema SET sql = replace(sql, '         ', ' NOT NULL')");
            s.execute("PRAGMA writable_schema = RESET");
        }
    }

    private void wrongType(AnyRow row) throws SQLException {
        int column = row.table().equals("meta") ? random.nextInt(2) : 1 + random.nextInt(row.columns() - 1);
        Object value = switch (random.nextInt(4)) {
            case 0 -> "word";
            case 1 -> 1e300;
            case 2 -> new byte[] {1, (byte) 0xff, 0};
            default -> -0.5;
        };
        put(row, row.with(column, value));
    }

    private void text(AnyRow row) throws SQLException {
        boolean has = AnyRow.TABLES.get(row.table()).indexOf('T') >= 0;
        List<String> words = row.table().equals("event") && random.nextBoolean() ? KINDS : TEXTS;
        put(row, row.with(row.anyColumn(random, has ? "T" : "B"), words.get(random.nextInt(words.size()))));
    }

    private void bytes(AnyRow row) throws SQLException {
        int column = row.columns() - 1;
        byte[] packed = row.values()[column] instanceof byte[] b
                ? b
                : String.valueOf(row.values()[column]).getBytes(StandardCharsets.UTF_8);
        boolean unpacks = List.of("event", "slots", "tile").contains(row.table());
        byte[] plain = unpacks ? Zipped.unpack(packed, 1 << 20, "row") : packed;
        byte[] changed =
                Arrays.copyOf(plain, Math.max(0, plain.length + (random.nextBoolean() ? 0 : random.nextInt(40) - 20)));
        for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        Object value = row.kind(column) == 'T'
                ? (Object) new String(changed, StandardCharsets.UTF_8)
                : unpacks ? Zipped.pack(changed) : changed;
        put(row, row.with(column, value));
    }

    private void json(AnyRow row) throws SQLException {
        byte[] body = (byte[]) row.values()[4];
        JsonElement tree =
                JsonParser.parseString(new String(Zipped.unpack(body, 1 << 20, "event"), StandardCharsets.UTF_8));
        List<JsonElement> inside = new ArrayList<>();
        gather(tree, inside);
        for (int i = random.nextInt(3); i >= 0; i--) {
            replace(inside.get(random.nextInt(inside.size())), inside);
        }
        put(row, row.with(4, Zipped.pack(tree.toString())));
    }

    private static void gather(JsonElement from, List<JsonElement> into) {
        if (from instanceof JsonObject || from instanceof JsonArray) {
            into.add(from);
        }
        if (from instanceof JsonObject object) {
            object.asMap().values().forEach(v -> gather(v, into));
        } else if (from instanceof JsonArray list) {
            list.forEach(v -> gather(v, into));
        }
    }

    /** One member goes, or becomes something else, often what stands elsewhere: things contain themselves then. */
    private void replace(JsonElement in, List<JsonElement> others) {
        if (in instanceof JsonObject object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.keySet());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(3)) {
                case 0 -> object.remove(name);
                case 1 -> object.add(name, odd());
                default -> object.add(name, elsewhere(others));
            }
        } else if (in instanceof JsonArray list && !list.isEmpty()) {
            int at = random.nextInt(list.size());
            switch (random.nextInt(3)) {
                case 0 -> list.remove(at);
                case 1 -> list.set(at, random.nextBoolean() ? odd() : elsewhere(others));
                default -> list.add(list.get(at).deepCopy());
            }
        }
    }

    private JsonElement elsewhere(List<JsonElement> others) {
        JsonElement found = others.get(random.nextInt(others.size()));
        if (found instanceof JsonObject object && !object.isEmpty()) {
            List<JsonElement> members = List.copyOf(object.asMap().values());
            found = members.get(random.nextInt(members.size()));
        }
        return found.deepCopy();
    }

    private JsonElement odd() {
        return switch (random.nextInt(8)) {
            case 0 -> com.google.gson.JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(new java.math.BigDecimal("1e400"));
            case 2 -> new JsonPrimitive(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3 -> new JsonArray();
            case 4 -> new JsonObject();
            case 5 -> deep();
            default -> new JsonPrimitive(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private static JsonElement deep() {
        JsonArray outer = new JsonArray();
        JsonArray at = outer;
        for (int i = 0; i < 200; i++) {
            JsonArray next = new JsonArray();
            at.add(next);
            at = next;
        }
        return outer;
    }
}
