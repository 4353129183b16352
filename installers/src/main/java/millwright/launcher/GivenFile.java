package millwright.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files named on the command line, looked at before any work begins: what is not there cannot be reached, whichever
 * command wanted it. Stateless.
 */
final class GivenFile {
    private GivenFile() {}

    /** @throws Ends.Unreachable when there is none or it may not be read */
    static Path readable(Path file) {
        if (!Files.exists(file)) {
            throw new Ends.Unreachable(file + ": there is no such file");
        }
        if (!Files.isReadable(file)) {
            throw new Ends.Unreachable(file + ": may not be read by this user");
        }
        return file;
    }

    /** As {@link #readable}; what was not given is fine. */
    static void readableIfGiven(@Nullable Path file) {
        if (file != null) {
            readable(file);
        }
    }

    /**
     * A file that is to be made.
     *
     * @throws IllegalArgumentException when it exists already
     * @throws Ends.Unreachable when its folder is missing or may not be written to
     */
    static Path fresh(Path file) {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " exists already; choose another name");
        }
        return writable(file);
    }

    /**
     * A file that is to be made by a service that is started again and again: where there is one already, the same name
     * with the next number, such as {@code night-2.mwcap}, never one below a number that is taken, so that they stay in order.
     *
     * @throws Ends.Unreachable as {@link #fresh}
     */
    static Path next(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling(".");
        if (!Files.isDirectory(folder) || Files.isDirectory(file)) {
            return writable(file);
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        Pattern numbered = Pattern.compile(
                Pattern.quote(name.substring(0, dot)) + "-(\\d{1,9})" + Pattern.quote(name.substring(dot)) + "(-wal)?");
        int highest = 1;
        try (Stream<Path> beside = Files.list(folder)) {
            for (Path other : (Iterable<Path>) beside::iterator) {
                Matcher m = numbered.matcher(String.valueOf(other.getFileName()));
                highest = m.matches() ? Math.max(highest, Integer.parseInt(m.group(1))) : highest;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Ends.Unreachable(file + ": its folder cannot be read to find a free name", e);
        }
        if (highest == 1 && !Files.exists(file)) {
            return writable(file);
        }
        return fresh(file.resolveSibling(name.substring(0, dot) + "-" + (highest + 1) + name.substring(dot)));
    }

    /** The folder of the journal and the audit, made where it is missing. @throws Ends.Unreachable when it cannot be had */
    static void folder(Path state) {
        try {
            Files.createDirectories(state);
        } catch (IOException e) {
            throw new Ends.Unreachable(
                    state + ": this folder for the journal and the audit cannot be made by this user; name another with"
                            + " 'state:' in the configuration",
                    e);
        }
        if (!Files.isWritable(state)) {
            throw new Ends.Unreachable(state + ": this folder for the journal and the audit may not be written by this"
                    + " user; name another with 'state:' in the configuration");
        }
    }

    /** A file that is to be made or overwritten; the same errors. */
    static Path writable(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder; name a file in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Ends.Unreachable(file + ": there is no folder " + folder + "; make it first");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new Ends.Unreachable(file + ": may not be written by this user");
        }
        return file;
    }

    /** The problem of a file as one line that says more than its name. */
    static Ends.Unreachable unreachable(IOException problem) {
        return new Ends.Unreachable(Ends.oneLine(problem), problem);
    }
}
