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
 * The native names by which sources may mean one node or GPU, each in one spelling. Only nodes and GPUs have any: racks
 * and devices are named by people, and mean one thing when they are named alike. Immutable.
 */
record NativeKeys(Map<Strength, String> byStrength) {
    /** Strongest first. A weaker one joins only what no stronger one keeps apart. */
    enum Strength {
        UUID("UUID"),
        SERIAL("serial number"),
        /** Name of a host with its domain. */
        NAME("full name"),
        /** PCI address on a host; the name of a host without its domain. */
        ADDRESS("address"),
        /** Number of a GPU on its host, as the driver and Slurm count. */
        INDEX("index");

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
                    put(
                            keys,
                            Strength.ADDRESS,
                            PciAddress.of(names.getOrDefault("pci", "")).orElse(""),
                            "gpu" + part + "/" + on + "/");
                    put(keys, Strength.INDEX, first(names, INDICES), "gpu" + part + "/" + on + "/#");
                }
            }
            default -> {}
        }
        return new NativeKeys(keys);
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
