package millwright.connectors.logs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a path with stars and {@code {host}} means now. A star stays within one name. At most 1,024 files; of
 * a folder's names at most 65,536 are looked at. Immutable.
 */
final class Paths {
    static final int FILES = 1_024;
    private static final int NAMES = 65_536;
    private static final String HOST = "{host}";

    /** @param host out of the path, empty when it names none */
    record Found(Path path, String host) {}

    private final String path;

    Paths(String path) {
        this.path = path;
    }

    boolean single() {
        return !path.contains("*") && !path.contains(HOST);
    }

    List<Found> find() throws IOException {
        List<Found> found = List.of(new Found(Path.of("/"), ""));
        for (String name : path.substring(1).split("/", -1)) {
            if (!name.isEmpty()) {
                found = below(found, name);
            }
        }
        return found;
    }

    private static List<Found> below(List<Found> folders, String name) throws IOException {
        List<Found> found = new ArrayList<>();
        Pattern pattern = pattern(name);
        for (Found folder : folders) {
            if (!name.contains("*") && !name.contains(HOST)) {
                found.add(new Found(folder.path().resolve(name), folder.host()));
            } else if (Files.isDirectory(folder.path())) {
                list(folder, pattern, found);
            }
        }
        return found;
    }

    private static void list(Found folder, Pattern pattern, List<Found> found) throws IOException {
        int looked = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
            for (Path entry : entries) {
                Matcher m = pattern.matcher(String.valueOf(entry.getFileName()));
                if (m.matches() && found.size() < FILES && Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(new Found(entry, m.groupCount() > 0 ? m.group("host") : folder.host()));
                }
                if (++looked == NAMES) {
                    return;
                }
            }
        }
    }

    private static Pattern pattern(String name) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.startsWith(HOST, i)) {
                regex.append("(?<host>.+?)");
                i += HOST.length() - 1;
            } else {
                regex.append(name.charAt(i) == '*' ? ".*" : Pattern.quote(String.valueOf(name.charAt(i))));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
