package millwright.connectors.netbox;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything of one reading of NetBox, by its ids. Bounded by {@link #MOST} objects. One thread. */
final class Stock {
    static final int MOST = 3_000_000;

    final Map<Long, Things.Site> sites = new LinkedHashMap<>();
    final Map<Long, Things.Location> locations = new LinkedHashMap<>();
    final Map<Long, Things.Rack> racks = new LinkedHashMap<>();
    final Map<Long, Things.DeviceType> types = new LinkedHashMap<>();
    final Map<Long, Things.Device> devices = new LinkedHashMap<>();
    final Map<Long, Things.Panel> panels = new LinkedHashMap<>();
    final Map<Long, Things.Feed> feeds = new LinkedHashMap<>();
    final Map<Long, Things.Plug> inlets = new LinkedHashMap<>();
    final Map<Long, Things.Plug> outlets = new LinkedHashMap<>();
    final Map<Long, Things.Port> ports = new LinkedHashMap<>();
    final List<Things.Cable> cables = new ArrayList<>();
    final Problems problems = new Problems();
    /** Lists that were read; an export may lack some. */
    final Set<ObjectType> read = EnumSet.noneOf(ObjectType.class);

    /** Planned, in stores or on their way out: known, and left out. */
    final Set<Things.End> absent = new HashSet<>();

    int objects;

    boolean isRead(ObjectType type) {
        return read.contains(type);
    }
}
