package millwright.views.captures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import millwright.feed.CaptureLabel;
import org.jspecify.annotations.Nullable;

/** A capture in a folder. @param modified epoch ms @param label null before it was looked at */
record CaptureFile(
        Path file, long bytes, long modified, @Nullable CaptureLabel label) {
    /** Newest first, at most 1,000. Reads the folder only, no capture is opened. */
    static List<CaptureFile> in(Path folder) throws IOException {
        List<CaptureFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".mwcap"))
                    .limit(1_000)
                    .toList()) {
                found.add(new CaptureFile(
                        file, Files.size(file), Files.getLastModifiedTime(file).toMillis(), null));
            }
        }
        found.sort(Comparator.comparingLong((CaptureFile c) -> -c.modified())
                .thenComparing(c -> c.file().toString()));
        return List.copyOf(found);
    }

    CaptureFile with(CaptureLabel found) {
        return new CaptureFile(file, bytes, modified, found);
    }

    /** True when nobody has written into it since. */
    boolean isAs(CaptureFile other) {
        return file.equals(other.file) && bytes == other.bytes && modified == other.modified;
    }
}
