package millwright.connectors.netbox;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import millwright.plant.Phase;
import millwright.plant.Side;

/**
 * Reads all lists of a shelf into a {@link Stock}, in the shapes of NetBox 2.10 to 4: cables with one termination an end
 * or several, {@code role} or {@code device_role}. One use, one thread.
 */
final class Reading {
    /** Of devices, feeds and cables that are not yet or no more in place. */
    private static final Set<String> ABSENT = Set.of("planned", "inventory", "decommissioning");

    private static final Set<ObjectType> MAY_BE_ABSENT =
            Set.of(ObjectType.DEVICES, ObjectType.POWER_FEEDS, ObjectType.CABLES);

    private final NetboxConfig config;
    private final Set<ObjectType> before;
    private final Stock stock = new Stock();

    /** @param before lists that were there at the last reading that was taken: they are missed when they are not now */
    Reading(NetboxConfig config, Set<ObjectType> before) {
        this.config = config;
        this.before = before;
    }

    /** @throws IOException when any list could not be read whole, or is not there any more, or there is nothing at all */
    Stock of(Shelf shelf) throws IOException, InterruptedException {
        for (ObjectType type : ObjectType.values()) {
            boolean wanted = type != ObjectType.INTERFACES || config.links();
            if (wanted && shelf.read(type, object -> take(type, object))) {
                stock.read.add(type);
            } else if (wanted && before.contains(type)) {
                throw new IOException(type.list() + ": was there and is missing now; put it back, or give an empty list"
                        + " if there are none any more");
            }
        }
        if (stock.sites.isEmpty() && stock.racks.isEmpty() && stock.devices.isEmpty()) {
            throw new IOException(
                    "it holds no site, no rack and no device" + (config.sites().isEmpty() ? "" : " of these 'sites'"));
        }
        return stock;
    }

    private void take(ObjectType type, JsonObject o) throws IOException {
        if (++stock.objects > Stock.MOST) {
            throw new IOException("more than " + Stock.MOST + " objects; name the 'sites' to take");
        }
        long id = Fields.id(o);
        if (id == 0) {
            stock.problems.add(type.model(), 0, "an object without an id");
            return;
        }
        if (MAY_BE_ABSENT.contains(type)
                && ABSENT.contains(Fields.choice(o, "status").toLowerCase(Locale.ROOT))) {
            stock.absent.add(new Things.End(type.model(), id));
            return;
        }
        switch (type) {
            case SITES -> site(id, o);
            case LOCATIONS -> location(id, o);
            case RACKS -> rack(id, o);
            case DEVICE_TYPES -> {
                double height = Fields.number(o, "u_height");
                boolean plain = height >= 0 && height <= 100;
                stock.types.put(id, new Things.DeviceType(plain ? height : 1, isTrue(o, "is_full_depth")));
            }
            case DEVICES -> device(id, o);
            case POWER_PANELS -> panel(id, o);
            case POWER_FEEDS -> feed(id, o);
            case POWER_PORTS -> stock.inlets.put(id, plug(id, o));
            case POWER_OUTLETS -> stock.outlets.put(id, plug(id, o));
            case INTERFACES -> stock.ports.put(id, port(id, o));
            case CABLES -> cable(id, o);
        }
    }

    /** With no list of sites told, what stands in any is taken. */
    private boolean isTaken(long site) {
        return stock.sites.containsKey(site) || config.sites().isEmpty();
    }

    private static String name(JsonObject o, String word, long id) {
        String name = Fields.text(o, "name");
        return name.isEmpty() ? word + "-" + id : name;
    }

    private static boolean isTrue(JsonObject o, String field) {
        return Fields.text(o, field).equals("true");
    }

    private void site(long id, JsonObject o) {
        String slug = Fields.text(o, "slug");
        if (config.sites().isEmpty() || config.sites().contains(slug)) {
            stock.sites.put(id, new Things.Site(id, name(o, "site", id), slug, Fields.text(o, "time_zone")));
        }
    }

    private void location(long id, JsonObject o) {
        Things.Location location = new Things.Location(
                id, name(o, "location", id), Fields.reference(o, "site"), Fields.reference(o, "parent"));
        if (isTaken(location.site())) {
            stock.locations.put(id, location);
        }
    }

    private void panel(long id, JsonObject o) {
        Things.Panel panel = new Things.Panel(
                id, name(o, "panel", id), Fields.reference(o, "site"), Fields.reference(o, "location"));
        if (isTaken(panel.site())) {
            stock.panels.put(id, panel);
        }
    }

    private void rack(long id, JsonObject o) {
        long site = Fields.reference(o, "site");
        if (isTaken(site)) {
            int units = Fields.whole(o, "u_height", 42);
            stock.racks.put(
                    id,
                    new Things.Rack(
                            id,
                            name(o, "rack", id),
                            site,
                            // before 3.x a location was a rack group
                            o.has("location") ? Fields.reference(o, "location") : Fields.reference(o, "group"),
                            units >= 1 && units <= 100 ? units : 42,
                            Math.max(1, Fields.whole(o, "starting_unit", 1)),
                            isTrue(o, "desc_units"),
                            names(o, "")));
        }
    }

    private void device(long id, JsonObject o) {
        long site = Fields.reference(o, "site");
        if (!isTaken(site)) {
            return;
        }
        JsonObject role = Fields.object(o, o.has("role") ? "role" : "device_role");
        JsonObject type = Fields.object(o, "device_type");
        JsonObject parent = Fields.object(o, "parent_device");
        Things.Names names = names(o, Fields.text(type, "model"));
        String name = Fields.text(o, "name");
        if (name.isEmpty()) {
            name = !names.asset().isEmpty() ? names.asset() : "device-" + id;
        }
        String slug = Fields.text(role, "slug");
        stock.devices.put(
                id,
                new Things.Device(
                        id,
                        name,
                        slug.isEmpty() ? Fields.text(role, "name") : slug,
                        Fields.reference(o, "device_type"),
                        site,
                        Fields.reference(o, "location"),
                        Fields.reference(o, "rack"),
                        Fields.number(o, "position"),
                        Fields.choice(o, "face").equals("rear"),
                        Fields.reference(o, "parent_device"),
                        Fields.text(Fields.object(parent, "device_bay"), "name"),
                        names));
    }

    private static Things.Names names(JsonObject o, String model) {
        return new Things.Names(Fields.text(o, "serial"), Fields.text(o, "asset_tag"), model);
    }

    private void feed(long id, JsonObject o) {
        double share = Fields.number(o, "max_utilization");
        Side side = switch (Fields.choice(o, "type")) {
            case "primary" -> Side.A;
            case "redundant" -> Side.B;
            default -> Side.NONE;
        };
        stock.feeds.put(
                id,
                new Things.Feed(
                        id,
                        name(o, "feed", id),
                        Fields.reference(o, "power_panel"),
                        Fields.reference(o, "rack"),
                        side,
                        Fields.choice(o, "phase").equals("three-phase"),
                        // a direct current feed may be stated below zero
                        Math.abs(Fields.number(o, "voltage")),
                        Fields.number(o, "amperage"),
                        share > 0 && share <= 100 ? share / 100 : Double.NaN));
    }

    private static Things.Plug plug(long id, JsonObject o) {
        Phase phase = switch (Fields.choice(o, "feed_leg")) {
            case "A" -> Phase.L1;
            case "B" -> Phase.L2;
            case "C" -> Phase.L3;
            default -> Phase.NONE;
        };
        return new Things.Plug(
                id,
                Fields.reference(o, "device"),
                Fields.reference(o, "power_port"),
                phase,
                Fields.number(o, "maximum_draw"));
    }

    private static Things.Port port(long id, JsonObject o) {
        boolean many = o.has("connected_endpoints");
        String type = Fields.text(o, many ? "connected_endpoints_type" : "connected_endpoint_type");
        List<JsonObject> far = type.equals("dcim.interface")
                ? Fields.objects(o, many ? "connected_endpoints" : "connected_endpoint")
                : List.of();
        double kilobits = Fields.number(o, "speed");
        String word = Fields.choice(o, "type");
        return new Things.Port(
                id,
                Fields.reference(o, "device"),
                name(o, "port", id),
                kilobits >= 1e6 && kilobits < 1e10 ? (int) (kilobits / 1e6) : gigabits(word),
                far.stream().mapToLong(Fields::id).filter(f -> f > 0).toArray());
    }

    /** Types are named by speed: {@code 400gbase-x-osfp}, {@code 100gbase-x-qsfp28}, {@code infiniband-ndr} and such not. */
    private static int gigabits(String type) {
        int end = type.indexOf("gbase");
        String number = end <= 0 ? "" : type.substring(0, end);
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
    }

    private void cable(long id, JsonObject o) {
        List<Things.End> a = ends(o, "a");
        List<Things.End> b = ends(o, "b");
        if (a.isEmpty() || b.isEmpty()) {
            String end =
                    a.isEmpty() && b.isEmpty() ? "both ends lead" : (a.isEmpty() ? "its A" : "its B") + " end leads";
            stock.problems.add("dcim.cable", id, end + " nowhere");
            return;
        }
        for (Things.End from : a) {
            for (Things.End to : b) {
                stock.cables.add(new Things.Cable(id, from, to));
            }
        }
        stock.objects += a.size() * b.size();
    }

    private static List<Things.End> ends(JsonObject o, String side) {
        if (o.has(side + "_terminations")) {
            return Fields.objects(o, side + "_terminations").stream()
                    .map(end -> new Things.End(Fields.text(end, "object_type"), Fields.id(end, "object_id")))
                    .filter(end -> end.id() > 0)
                    .limit(64)
                    .toList();
        }
        long id = o.has("termination_" + side + "_id")
                ? Fields.id(o, "termination_" + side + "_id")
                : Fields.reference(o, "termination_" + side);
        return id == 0 ? List.of() : List.of(new Things.End(Fields.text(o, "termination_" + side + "_type"), id));
    }
}
