package millwright.connectors.netbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.connectors.config.ConfigNode;
import millwright.plant.EntityKind;
import millwright.plant.FabricTier;

/** What devices of a NetBox role are in the plant. */
enum Role {
    NODE(
            EntityKind.NODE,
            "server",
            "servers",
            "compute",
            "node",
            "nodes",
            "gpu",
            "host",
            "hypervisor",
            "storage",
            "head"),
    NVLINK_SWITCH(EntityKind.SWITCH, "nvlink", "nvswitch"),
    SPINE_SWITCH(EntityKind.SWITCH, "spine", "superspine", "core"),
    LEAF_SWITCH(EntityKind.SWITCH, "switch", "switches", "leaf", "tor", "access", "router"),
    PDU(EntityKind.PDU, "pdu", "pdus", "rpdu"),
    POWER_SHELF(EntityKind.POWER_SHELF, "shelf", "powershelf"),
    UPS(EntityKind.UPS, "ups"),
    SWITCHBOARD(EntityKind.SWITCHBOARD, "switchboard", "switchgear", "rpp"),
    BUSWAY(EntityKind.BUSWAY, "busway", "busbar"),
    CDU(EntityKind.CDU, "cdu"),
    /** In NetBox, and none of Millwright's business. */
    IGNORE(EntityKind.SOURCE);

    private final EntityKind kind;
    private final Set<String> words;

    Role(EntityKind kind, String... words) {
        this.kind = kind;
        this.words = Set.of(words);
    }

    EntityKind kind() {
        return kind;
    }

    FabricTier tier() {
        return this == NVLINK_SWITCH ? FabricTier.NVLINK : this == SPINE_SWITCH ? FabricTier.SPINE : FabricTier.LEAF;
    }

    static Role of(ConfigNode node) {
        String word = node.word(Arrays.stream(values()).map(Role::word).toList());
        return Arrays.stream(values())
                .filter(r -> r.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From the words of a role's slug; nothing when they say nothing or several things. */
    static Optional<Role> guess(String slug) {
        Set<String> said =
                Stream.of(slug.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)).collect(Collectors.toSet());
        if (said.contains("power") && said.contains("shelf")) {
            return Optional.of(POWER_SHELF);
        }
        // the tier says more than the word switch beside it
        return Stream.of(values())
                .filter(role -> role.words.stream().anyMatch(said::contains))
                .reduce((a, b) -> a.kind == b.kind ? a : IGNORE)
                .filter(role -> role != IGNORE);
    }
}
