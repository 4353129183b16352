package millwright.connectors.modbus;

import java.nio.charset.StandardCharsets;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.fuzz.Said;

/** A map of a device's registers, in YAML. Only a ConfigException refuses it. */
public final class ModbusMapFuzz {
    private ModbusMapFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            MapReader.read(ConfigNode.parse("fuzz.yaml", new String(bytes, StandardCharsets.UTF_8)));
            return true;
        } catch (ConfigException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
