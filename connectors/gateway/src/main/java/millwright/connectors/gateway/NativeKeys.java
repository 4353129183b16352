package millwright.connectors.gateway;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.connectors.source.PciAddress;
import millwright.plant.Entity;
import org.jspecify.annotations.Nullable;

/**
 * The native names by which sources may mean one thing, each in one spelling: nodes, GPUs, network adapters, switches, and
 * devices of power and cooling. Racks have none: they are named by people, and mean one thing when they are named alike.
 * Immutable.
 */
record NativeKeys(Map<Strength, String> byStrength) {
    /** Strongest first. A weaker one joins only what no stronger one keeps apart. */
    enum Strength {
        UUID("UUID"),
        SERIAL("serial number"),
        /** Name of a host or device with its domain. */
        NAME("full name"),
        /** PCI address on a host; the name of a host without its domain. */
        ADDRESS("address"),
        /** Number of a GPU on its host, as the driver and Slurm count; an adapter's interface there. */
        INDEX("index"),
        /** What people call a device of power or cooling, or a switch; each source has a word of its own. */
        CALLED("name");

        final String word;

        Strength(String word) {
            this.word = word;
        }
    }

    private static final List<String> UUIDS = List.of("dcgm.uuid", "gpu.uuid", "uuid", "redfish.uuid");
    private static final List<String> SERIALS = List.of("serial", "redfish.serial", "dcgm.serial");
    private static final Set<String> NOTHING = Set.of(
            "na",
            "none",
            "null",
            "unknown",
            "notspecified",
            "notavailable",
            "notapplicable",
            "tobefilledbyoem",
            "defaultstring",
            "systemserialnumber",
            "serialnumber",
            "0123456789",
            "123456789",
            "1234567890",
            "03000200040005000006000700080009");
    private static final List<String> INTERFACES = List.of("interface", "device");
    private static final List<String> INDICES = List.of("dcgm.gpu", "slurm.gres.index", "nvml.index");

    /** @param host name of the node that the entity is in or is; empty when nobody said */
    static NativeKeys of(Entity entity, Map<String, String> names, String host) {
        Map<Strength, String> keys = new EnumMap<>(Strength.class);
        String on = shortName(names.getOrDefault("host", host));
        switch (entity) {
            case Entity.Node node -> {
                put(keys, Strength.UUID, first(names, UUIDS), "node/");
                put(keys, Strength.SERIAL, first(names, SERIALS), "node/");
                String name = node.host().isEmpty() ? node.name() : node.host();
                put(keys, Strength.ADDRESS, shortName(name), "node/");
                put(keys, Strength.NAME, shortName(name).length() < name.strip().length() ? lower(name) : "", "node/");
            }
            case Entity.Gpu _ -> {
                String part = names.containsKey("mig") ? "/mig" + names.get("mig") : "";
                String uuid = first(names, UUIDS);
                put(keys, Strength.UUID, uuid.startsWith("gpu-") ? uuid.substring(4) : uuid, "gpu" + part + "/");
                put(keys, Strength.SERIAL, first(names, SERIALS), "gpu" + part + "/");
                if (!on.isEmpty()) {
                    put(keys, Strength.ADDRESS, pci(names), "gpu" + part + "/" + on + "/");
                    put(keys, Strength.INDEX, first(names, INDICES), "gpu" + part + "/" + on + "/#");
                }
            }
            case Entity.Nic _ -> {
                if (!on.isEmpty()) {
                    put(keys, Strength.ADDRESS, pci(names), "nic/" + on + "/");
                    put(keys, Strength.INDEX, first(names, INTERFACES), "nic/" + on + "/#");
                }
            }
            case Entity.Switch _, Entity.PowerDevice _, Entity.CoolingDevice _ -> device(keys, entity, names, on);
            case Entity.Site _, Entity.Place _, Entity.Rack _, Entity.Link _, Entity.Job _ -> {}
            case Entity.Process _, Entity.Endpoint _, Entity.Named _, Entity.Source _ -> {}
        }
        return new NativeKeys(keys);
    }

    /** What is behind a controller alone is known by that one's host name, what has an id of its own by what it is called. */
    private static void device(Map<Strength, String> keys, Entity entity, Map<String, String> names, String on) {
        String kind = entity.kind().prefix() + "/";
        put(keys, Strength.UUID, first(names, UUIDS), kind);
        put(keys, Strength.SERIAL, first(names, SERIALS), kind);
        String local = lower(entity.id().text().substring(kind.length()));
        boolean called = local.indexOf('/') < 0 && local.indexOf('@') < 0;
        String pci = pci(names);
        boolean inNode = entity instanceof Entity.Switch && !called;
        if (inNode) {
            put(keys, Strength.ADDRESS, on.isEmpty() || pci.isEmpty() ? "" : on + "/" + pci, kind);
        } else {
            String name = called ? local : lower(names.getOrDefault("host", ""));
            String cut = withoutDomain(name);
            put(keys, Strength.CALLED, cut, kind);
            put(keys, Strength.NAME, cut.equals(name) ? "" : name, kind);
        }
    }

    private static String pci(Map<String, String> names) {
        return PciAddress.of(names.getOrDefault("pci", "")).orElse("");
    }

    /** Names of devices have dots of their own, such as RPP-1.2. */
    private static String withoutDomain(String name) {
        return name.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.[a-z]{2,}") ? shortName(name) : name;
    }

    /** These, and where they say nothing the earlier ones. */
    NativeKeys with(NativeKeys newer) {
        Map<Strength, String> all = new EnumMap<>(Strength.class);
        all.putAll(byStrength);
        all.putAll(newer.byStrength);
        return new NativeKeys(all);
    }

    boolean isEmpty() {
        return byStrength.isEmpty();
    }

    @Nullable
    String at(Strength strength) {
        return byStrength.get(strength);
    }

    private static void put(Map<Strength, String> keys, Strength strength, String text, String before) {
        if (!text.isBlank()) {
            keys.put(strength, before + text);
        }
    }

    private static String first(Map<String, String> names, List<String> of) {
        for (String name : of) {
            String text = lower(names.getOrDefault(name, ""));
            if (!text.isEmpty() && !meansNothing(text)) {
                return text;
            }
        }
        return "";
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** What firmware says where nobody filled in a number; thousands of boards share it. */
    private static boolean meansNothing(String text) {
        String bare = text.replaceAll("[^a-z0-9]", "");
        boolean oneSign = bare.chars().distinct().count() == 1 && bare.length() > 3;
        return bare.isEmpty() || oneSign || NOTHING.contains(bare);
    }

    /** Sources name a host with or without its domain. */
    static String shortName(String host) {
        String lower = lower(host);
        boolean number = lower.matches("[0-9.:\\[\\]]+");
        return number || !lower.contains(".") ? lower : lower.substring(0, lower.indexOf('.'));
    }
}
