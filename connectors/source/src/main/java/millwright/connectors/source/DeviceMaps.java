package millwright.connectors.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.NearestWord;

/** What a kind of device tells under which number: files that the program brings, or the site's own. */
public final class DeviceMaps {
    private DeviceMaps() {}

    /**
     * @param named the word in the configuration: one of {@code shipped}, or a file that ends in {@code .yaml}
     * @param home the class beside whose package the shipped ones lie, as {@code maps/NAME.yaml}
     */
    public static ConfigNode open(ConfigNode named, Class<?> home, List<String> shipped) {
        String name = named.text();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            if (!Files.isRegularFile(Path.of(name))) {
                throw named.error(name + ": there is no such file");
            }
            return ConfigNode.read(Path.of(name));
        }
        if (!shipped.contains(name)) {
            throw named.error("there is no map '" + name + "' (a file of your own ends in .yaml)"
                    + NearestWord.hint(name, shipped));
        }
        String path = "maps/" + name + ".yaml";
        try (InputStream in = home.getResourceAsStream(path)) {
            if (in == null) {
                throw named.error(path + " is missing in the program; install it again");
            }
            return ConfigNode.parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw named.error(path + " cannot be read: " + e.getMessage());
        }
    }
}
