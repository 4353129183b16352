package millwright.connectors.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import millwright.connectors.config.NearestWord;
import millwright.plant.Catalogue;

/** Where mappings come from: a YAML file, or one of those that are shipped. */
public final class Mappings {
    private static final List<String> SHIPPED =
            List.of("alibaba-genai-2026", "alibaba-gpu-2023", "biohpc-gpu-hourly", "titan-gpu-life");

    private Mappings() {}

    /** Names of the shipped ones. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * @param nameOrFile a shipped name, or a path
     * @throws IllegalArgumentException one line with file, line and what would be right
     */
    public static Mapping load(String nameOrFile, Catalogue catalogue) throws IOException {
        MappingReader reader = new MappingReader(catalogue);
        if (SHIPPED.contains(nameOrFile)) {
            return reader.read(nameOrFile + ".yaml", shipped(nameOrFile));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    nameOrFile + " is neither a file nor a shipped mapping" + NearestWord.hint(nameOrFile, SHIPPED));
        }
        try {
            return reader.read(nameOrFile, Files.readString(file));
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(nameOrFile + ": is not UTF-8 text", e);
        }
    }

    /** The YAML of a shipped mapping, to copy and change. */
    public static String shipped(String name) {
        try (InputStream in = Mappings.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no shipped mapping '" + name + "'" + NearestWord.hint(name, SHIPPED));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
