package millwright.connectors.netbox;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A NetBox export: a folder of files named after the lists ({@code devices.json}, {@code dcim.devices-2.json}), each a
 * list or a page of the interface, or one file with the lists under their names. Read anew each time, as a stream.
 */
final class ExportShelf implements Shelf {
    private static final int MOST_FILES = 10_000;

    private final Path at;

    ExportShelf(Path at) {
        this.at = at;
    }

    @Override
    public boolean read(ObjectType type, Taker taker) throws IOException {
        if (Files.isRegularFile(at)) {
            return section(type, taker);
        }
        List<Path> files = files(type);
        for (Path file : files) {
            try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                Pages.Page unused = new Pages(file.getFileName().toString(), text).whole(taker);
            }
        }
        return !files.isEmpty();
    }

    private List<Path> files(ObjectType type) throws IOException {
        try (Stream<Path> all = Files.list(at)) {
            return all.filter(file -> name(file).endsWith(".json"))
                    .filter(file -> ObjectType.named(
                                    name(file).substring(0, name(file).length() - 5))
                            .filter(t -> t == type)
                            .isPresent())
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (NoSuchFileException e) {
            throw new IOException(at + ": there is no such file or folder; 'export' names a NetBox export", e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private boolean section(ObjectType type, Taker taker) throws IOException {
        boolean[] found = {false};
        try (Reader text = Files.newBufferedReader(at, StandardCharsets.UTF_8)) {
            new Pages(at.getFileName().toString(), text).sections(key -> {
                boolean mine = ObjectType.named(key).filter(t -> t == type).isPresent();
                found[0] |= mine;
                return mine ? taker : null;
            });
        }
        return found[0];
    }

    @Override
    public void close() {
        // nothing stays open
    }
}
