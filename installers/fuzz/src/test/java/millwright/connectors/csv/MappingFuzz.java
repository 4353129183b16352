package millwright.connectors.csv;

import java.nio.charset.StandardCharsets;
import millwright.connectors.config.ConfigException;
import millwright.fuzz.Said;
import millwright.plant.Catalogue;

/** A mapping's YAML. Only a ConfigException refuses it. */
public final class MappingFuzz {
    private MappingFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            new MappingReader(Catalogue.standard()).read("fuzz.yaml", new String(bytes, StandardCharsets.UTF_8));
            return true;
        } catch (ConfigException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
