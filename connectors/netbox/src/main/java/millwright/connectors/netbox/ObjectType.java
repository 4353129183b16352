package millwright.connectors.netbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lists of NetBox that are read, in this order. */
enum ObjectType {
    SITES("sites", "dcim.site", ""),
    LOCATIONS("locations", "dcim.location", ""),
    RACKS("racks", "dcim.rack", ""),
    DEVICE_TYPES("device-types", "dcim.devicetype", ""),
    DEVICES("devices", "dcim.device", "&exclude=config_context"),
    POWER_PANELS("power-panels", "dcim.powerpanel", ""),
    POWER_FEEDS("power-feeds", "dcim.powerfeed", ""),
    POWER_PORTS("power-ports", "dcim.powerport", ""),
    POWER_OUTLETS("power-outlets", "dcim.poweroutlet", ""),
    INTERFACES("interfaces", "dcim.interface", "&cabled=true"),
    CABLES("cables", "dcim.cable", "");

    private final String list;
    private final String model;
    private final String query;

    ObjectType(String list, String model, String query) {
        this.list = list;
        this.model = model;
        this.query = query;
    }

    /** Its part of the address, below {@code /api/dcim/}. */
    String list() {
        return list;
    }

    /** As terminations of cables and problems name it. */
    String model() {
        return model;
    }

    String query() {
        return query;
    }

    /** From a key or a file name such as {@code devices}, {@code dcim.devices}, {@code dcim_devices-2}. */
    static Optional<ObjectType> named(String text) {
        String bare = text.toLowerCase(Locale.ROOT)
                .replaceFirst("^(api[./_-])?dcim[./_-]", "")
                .replaceFirst("[._-]?\\d+$", "")
                .replace('_', '-');
        List<ObjectType> all = Arrays.asList(values());
        return all.stream()
                .filter(t ->
                        t.list.equals(bare) || t.list.replace("-", "").equals(bare) || t.model.equals("dcim." + bare))
                .findFirst();
    }
}
