package millwright.walls;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this repository as written by hand: no build output, nothing hidden. Paths are relative to its root. */
record Checkout(Path root) {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

    static Checkout around(Path start) {
        for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("installers")) && Files.isDirectory(folder.resolve("connectors"))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("no checkout around " + start.toAbsolutePath());
    }

    List<Path> texts(String... endings) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skip = !folder.equals(root) && (NOT_OURS.contains(name) || name.startsWith("."));
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (Stream.of(endings).anyMatch(ending -> name.endsWith("." + ending)))
                    found.add(root.relativize(file));
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8; save it as UTF-8", e);
        }
    }

    String text(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    /** Each match as {@code file:line: what matched}. */
    List<String> found(Pattern pattern, Predicate<Path> where, String... endings) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : texts(endings)) {
            if (!where.test(file)) continue;
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher matcher = pattern.matcher(lines.get(i));
                if (matcher.find()) found.add(file + ":" + (i + 1) + ": " + matcher.group());
            }
        }
        return found;
    }

    boolean mentions(String words, String fileName) throws IOException {
        for (Path file : texts("xml")) {
            if (file.endsWith(fileName) && text(file.toString()).contains(words)) return true;
        }
        return false;
    }

    List<String> topFolders() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !NOT_OURS.contains(name)
                            && !Set.of(".idea", ".vscode").contains(name))
                    .toList();
        }
    }
}
