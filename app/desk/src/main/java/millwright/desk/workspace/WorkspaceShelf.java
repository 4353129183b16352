package millwright.desk.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The saved workspaces of one user: a file each, and which one was last in use. Any thread, one at a time. A file that
 * cannot be read is left alone and told by name.
 */
public final class WorkspaceShelf {
    private static final String ENDING = ".workspace";
    private static final long LARGEST = 1 << 20;

    private final Path folder;

    public WorkspaceShelf(Path folder) {
        this.folder = folder;
    }

    /** Replaces the file in one step, so that a crash leaves either the old or the new one. */
    public void save(Workspace workspace) throws IOException {
        Files.createDirectories(folder);
        write(file(workspace.name()), WorkspaceText.write(workspace));
        write(folder.resolve("last"), workspace.name());
    }

    /** @throws IOException with a line that names the file and what to do */
    public Workspace load(String name) throws IOException {
        Path file = file(name);
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than 1 MiB and not a workspace; move it away");
        }
        try {
            return WorkspaceText.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage() + "; delete the file to start afresh", e);
        }
    }

    /** The one last saved; empty when there is none. */
    public Optional<Workspace> last() throws IOException {
        try {
            return Optional.of(load(Files.readString(folder.resolve("last")).strip()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(f -> String.valueOf(f.getFileName()))
                    .filter(f -> f.endsWith(ENDING))
                    .sorted()
                    .forEach(f -> names.add(f.substring(0, f.length() - ENDING.length())));
        }
        return names;
    }

    private Path file(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N} _-]", "_").strip();
        return folder.resolve((safe.isEmpty() ? "Default" : safe) + ENDING);
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
