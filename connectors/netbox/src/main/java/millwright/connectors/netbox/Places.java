package millwright.connectors.netbox;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/**
 * Sites, halls, rows and racks. NetBox's locations are a tree of any depth: the location in which a rack stands is its row,
 * and the one around it the hall; a location that has locations with racks is a hall itself. One use, one thread.
 */
final class Places {
    private static final String UNPLACED = "unplaced";

    private final Stock stock;
    private final Wanted wanted;
    private final NameTable names = new NameTable();
    private final Map<Long, EntityId> racks = new HashMap<>();
    private final Set<Long> circling = new HashSet<>();
    /** Locations of which it is known by now whether they circle. */
    private final Set<Long> walked = new HashSet<>();

    /** Locations that have locations with racks. */
    private final Set<Long> halls = new HashSet<>();

    Places(Stock stock, Wanted wanted) {
        this.stock = stock;
        this.wanted = wanted;
    }

    void plan() {
        stock.sites.values().forEach(s -> names.count(EntityKind.SITE, s.name(), s.slug()));
        stock.locations.values().forEach(l -> names.count(EntityKind.HALL, l.name(), slug(l.site())));
        stock.racks.values().forEach(r -> names.count(EntityKind.RACK, r.name(), slug(r.site())));
        stock.locations.values().forEach(this::checkCircle);
        stock.racks.values().forEach(r -> location(r.location()).ifPresent(l -> halls.add(parent(l))));
        stock.sites.keySet().forEach(this::site);
        Map<EntityId, Integer> inRow = new HashMap<>();
        List<Things.Rack> sorted = new ArrayList<>(stock.racks.values());
        sorted.sort(Comparator.comparing(Things.Rack::name, Places::natural).thenComparing(Things.Rack::id));
        sorted.forEach(rack -> put(rack, inRow));
    }

    private void put(Things.Rack rack, Map<EntityId, Integer> inRow) {
        if (rack.location() != 0 && location(rack.location()).isEmpty()) {
            stock.problems.add(
                    "dcim.rack",
                    rack.id(),
                    rack.name() + " is in location " + rack.location() + ", which is not there");
        }
        EntityId id = names.id(EntityKind.RACK, rack.name(), slug(rack.site()), rack.id());
        EntityId row = row(rack.site(), rack.location());
        int position = inRow.merge(row, 1, Integer::sum);
        wanted.put(row, new Entity.Rack(id, rack.name(), rack.units(), position));
        wanted.names(
                id,
                "netbox.rack",
                Long.toString(rack.id()),
                "serial",
                rack.ids().serial(),
                "asset",
                rack.ids().asset(),
                "netbox.location",
                path(rack.location()));
        racks.put(rack.id(), id);
    }

    Optional<EntityId> rack(long id) {
        return Optional.ofNullable(racks.get(id));
    }

    /** What holds things that stand in no rack. */
    EntityId around(long site, long location) {
        return location(location).isPresent() ? hall(site, location) : site(site);
    }

    /**
     * The rack of a site's nodes of which no rack is known, which gives way to any that another source knows. The first
     * site's has the name that other sources use too; a site that is added later does not rename it.
     */
    EntityId unplacedRack(long site, long location) {
        boolean first = stock.sites.isEmpty() || stock.sites.keySet().iterator().next() == site;
        String local = first ? UNPLACED : UNPLACED + "@" + slug(site);
        EntityId row = EntityId.of(EntityKind.ROW, local);
        if (!wanted.has(row)) {
            wanted.put(hall(site, location), new Entity.Place(row, UNPLACED, EntityKind.ROW));
        }
        EntityId rack = EntityId.of(EntityKind.RACK, local);
        if (!wanted.has(rack)) {
            wanted.put(row, new Entity.Rack(rack, UNPLACED, 48, 1));
        }
        return rack;
    }

    String slug(long site) {
        Things.Site found = stock.sites.get(site);
        return found == null ? "site-" + site : found.slug().isEmpty() ? found.name() : found.slug();
    }

    private EntityId site(long number) {
        Things.Site site = stock.sites.get(number);
        if (site == null) {
            EntityId unknown = EntityId.of(EntityKind.SITE, "Site");
            wanted.put(new Entity.Site(unknown, "Site", ZoneOffset.UTC));
            return unknown;
        }
        EntityId id = names.id(EntityKind.SITE, site.name(), site.slug(), number);
        if (!wanted.has(id)) {
            wanted.put(new Entity.Site(id, site.name(), zone(site)));
            wanted.names(id, "netbox.site", Long.toString(number), "netbox.slug", site.slug());
        }
        return id;
    }

    private ZoneId zone(Things.Site site) {
        try {
            return site.zone().isEmpty() ? ZoneOffset.UTC : ZoneId.of(site.zone());
        } catch (DateTimeException e) {
            stock.problems.add("dcim.site", site.id(), "its time zone '" + site.zone() + "' is none");
            return ZoneOffset.UTC;
        }
    }

    private EntityId row(long site, long location) {
        String name = location(location).map(Things.Location::name).orElse(nameOf(site));
        EntityId id = location(location)
                .map(l -> EntityId.of(EntityKind.ROW, local(l)))
                .orElse(EntityId.of(EntityKind.ROW, nameOf(site)));
        if (!wanted.has(id)) {
            wanted.put(hall(site, location), new Entity.Place(id, name, EntityKind.ROW));
        }
        return id;
    }

    private EntityId hall(long site, long location) {
        Optional<Things.Location> at = location(location);
        Optional<Things.Location> hall = at.filter(l -> !halls.contains(l.id()))
                .flatMap(l -> location(parent(l)))
                .or(() -> at);
        EntityId id = EntityId.of(EntityKind.HALL, hall.map(this::local).orElse(nameOf(site)));
        String name = hall.map(Things.Location::name).orElse(nameOf(site));
        if (!wanted.has(id)) {
            wanted.put(site(hall.map(Things.Location::site).orElse(site)), new Entity.Place(id, name, EntityKind.HALL));
        }
        return id;
    }

    private String local(Things.Location location) {
        EntityId id = names.id(EntityKind.HALL, location.name(), slug(location.site()), location.id());
        return id.text().substring(id.text().indexOf(':') + 1);
    }

    private String nameOf(long site) {
        Things.Site found = stock.sites.get(site);
        return found == null ? "Site" : found.name();
    }

    private Optional<Things.Location> location(long id) {
        return Optional.ofNullable(stock.locations.get(id));
    }

    private long parent(Things.Location location) {
        return circling.contains(location.id()) ? 0 : location.parent();
    }

    /** Names from the outermost location on. */
    private String path(long location) {
        List<String> path = new ArrayList<>();
        Optional<Things.Location> at = location(location);
        while (at.isPresent() && path.size() < 16) {
            path.addFirst(at.get().name());
            at = location(parent(at.get()));
        }
        return String.join(" / ", path);
    }

    private void checkCircle(Things.Location start) {
        Set<Long> way = new HashSet<>();
        Things.Location at = start;
        while (at != null && walked.add(at.id())) {
            way.add(at.id());
            at = stock.locations.get(at.parent());
        }
        // where this way ends on itself there is a circle, of which what led to it is no part
        while (at != null && way.contains(at.id()) && circling.add(at.id())) {
            stock.problems.add("dcim.location", at.id(), at.name() + " is inside itself; taken to stand in its site");
            at = stock.locations.get(at.parent());
        }
    }

    /** Numbers within names by their value: R2 before R10. */
    static int natural(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int p = digits(a, i);
            int q = digits(b, j);
            if (p > i && q > j) {
                int compared = new BigInteger(a.substring(i, p)).compareTo(new BigInteger(b.substring(j, q)));
                if (compared != 0) {
                    return compared;
                }
                i = p;
                j = q;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
