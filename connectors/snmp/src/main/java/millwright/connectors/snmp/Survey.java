package millwright.connectors.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.VariableBinding;

/**
 * What there is behind an agent: the rows of its tables and its native names.
 *
 * @param rows name of each row by its entity @param places decimal ones by the object that says so
 * @param missing what of its tables is not told and why, one line each
 */
record Survey(
        List<Asked> asked,
        Map<String, String> natives,
        List<Row> rows,
        Map<OID, Integer> places,
        List<String> missing) {
    private static final int MOST_ROWS = 200;
    private static final int MOST_PLACES = 9;

    /** One value of one entity, with its objects. */
    record Asked(EntityId entity, Point point, OID object, OID digits, OID available) {}

    record Row(EntityKind kind, String local, String name) {}

    /** No object at all. */
    static final OID NONE = new OID();

    static Survey of(Agent agent, SnmpConfig.Device device) throws IOException, InterruptedException {
        List<Asked> asked = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Point point : device.map().points()) {
            asked.add(asked(device, device.equipment().id(), point, ""));
        }
        for (ObjectMap.Table table : device.map().tables()) {
            OID column = oid(table.rows(), device.index(), "");
            for (VariableBinding cell : cells(agent, column, table, missing)) {
                String row = cell.getOid().getSuffix(column).toString();
                String said = cell.getVariable().toString().strip();
                String name = said.isEmpty() || said.length() > 60 ? table.part() + " " + row : said;
                String local = table.part() + "/" + row;
                rows.add(new Row(table.kind(), local, name));
                for (Point point : table.points()) {
                    asked.add(asked(device, device.equipment().part(table.kind(), local), point, row));
                }
            }
        }
        return new Survey(asked, natives(agent, device), rows, places(agent, device, asked), missing);
    }

    /** A table that is refused or too long takes nothing from the others. */
    private static List<VariableBinding> cells(Agent agent, OID column, ObjectMap.Table table, List<String> missing)
            throws IOException, InterruptedException {
        try {
            List<VariableBinding> cells = agent.walk(column, MOST_ROWS + 1);
            if (cells.size() > MOST_ROWS) {
                missing.add("no " + table.part() + " after the first " + MOST_ROWS + ": its table has more rows");
                return cells.subList(0, MOST_ROWS);
            }
            return cells;
        } catch (Refusal e) {
            missing.add("no " + table.part() + ": the agent " + e.getMessage() + " of " + column);
            return List.of();
        }
    }

    private static Asked asked(SnmpConfig.Device device, EntityId entity, Point point, String row) {
        return new Asked(
                entity,
                point,
                oid(point.object(), device.index(), row),
                oid(point.digits(), device.index(), row),
                oid(point.available(), device.index(), row));
    }

    private static OID oid(String object, int index, String row) {
        return object.isEmpty()
                ? NONE
                : new OID(object.replace("{index}", String.valueOf(index)).replace("{row}", row));
    }

    private static Map<String, String> natives(Agent agent, SnmpConfig.Device device)
            throws IOException, InterruptedException {
        Map<String, String> natives = new LinkedHashMap<>();
        natives.put("snmp", device.address() + "/" + device.index());
        List<String> keys = List.copyOf(device.map().identity().keySet());
        List<OID> objects = keys.stream()
                .map(k -> oid(device.map().identity().getOrDefault(k, ""), device.index(), ""))
                .toList();
        Map<OID, VariableBinding> answers = new Questions(agent, device.map().most()).ask(objects);
        for (int i = 0; i < keys.size(); i++) {
            VariableBinding binding = answers.get(objects.get(i));
            String text = binding == null || binding.isException()
                    ? ""
                    : binding.getVariable().toString().strip();
            if (!text.isEmpty() && text.length() <= 100 && text.chars().noneMatch(Character::isISOControl)) {
                natives.put(keys.get(i), text);
            }
        }
        return natives;
    }

    private static Map<OID, Integer> places(Agent agent, SnmpConfig.Device device, List<Asked> asked)
            throws IOException, InterruptedException {
        List<OID> objects = asked.stream()
                .map(Asked::digits)
                .filter(oid -> !oid.equals(NONE))
                .distinct()
                .toList();
        Map<OID, Integer> places = new LinkedHashMap<>();
        new Questions(agent, device.map().most()).ask(objects).forEach((oid, binding) -> {
            boolean text = binding.getSyntax() == SMIConstants.SYNTAX_OCTET_STRING;
            double said = binding.isException() || text ? Double.NaN : Round.number(binding.getVariable());
            if (said >= 0 && said <= MOST_PLACES) {
                places.put(oid, (int) said);
            }
        });
        return places;
    }
}
