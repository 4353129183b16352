package millwright.connectors.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;

/**
 * The block of a starting configuration for devices that are read by maps. Those that no map fits stand in it as comments;
 * when it is all of them, the block is one. Stateless.
 */
public final class DeviceBlock {
    private DeviceBlock() {}

    /** As people write it: a port that goes without saying is not said. */
    public static String address(Door door, int usual) {
        String authority = door.authority();
        return door.port() == usual ? authority.substring(0, authority.lastIndexOf(':')) : authority;
    }

    /**
     * @param keys lines of the block before its devices, without indentation @param maps what fits, in the order of hosts
     * @param shipped maps that there are @return an item of {@code sources:}
     */
    public static String of(
            String protocol, List<String> keys, Map<Found, Optional<String>> maps, List<String> shipped) {
        boolean live = maps.values().stream().anyMatch(Optional::isPresent);
        String sign = live ? "  " : "  # ";
        StringBuilder text = new StringBuilder();
        text.append(sign).append("- protocol: ").append(protocol).append('\n');
        text.append(sign).append("  name: ").append(protocol).append('\n');
        keys.forEach(key -> text.append(sign).append("  ").append(key).append('\n'));
        text.append(sign)
                .append("  devices:                 # each with feeds: or cools: [RACK, …], and side: a or b\n");
        maps.forEach((device, map) -> text.append(sign)
                .append(live && map.isEmpty() ? "    # - " : "    - ")
                .append("{name: \"")
                .append(device.address())
                .append("\", address: \"")
                .append(device.address())
                .append("\", map: ")
                .append(map.orElse("FILE.yaml"))
                .append("}  # ")
                .append(device.what())
                .append('\n'));
        if (maps.values().stream().anyMatch(Optional::isEmpty)) {
            text.append("  # a map says what a device tells where: ").append(String.join(", ", shipped));
            text.append(", or a file of your own\n");
        }
        return text.toString();
    }
}
