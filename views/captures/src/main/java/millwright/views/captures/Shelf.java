package millwright.views.captures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import millwright.feed.CaptureLabel;

/**
 * The captures of a folder and what they say of themselves. Each is looked at once, and again when it was written to. One
 * thread at a time; holds one folder's labels.
 */
final class Shelf {
    private static final int TOLD_TOGETHER = 20;

    private Map<Path, CaptureFile> known = new HashMap<>();

    /**
     * @param recording the file that is being written, which is not looked at
     * @param look reads a label
     * @param told takes the list at once, and again as labels are read
     */
    void read(Path folder, Path recording, Function<Path, CaptureLabel> look, Consumer<List<CaptureFile>> told)
            throws IOException {
        List<CaptureFile> rows = new ArrayList<>(Files.isDirectory(folder) ? CaptureFile.in(folder) : List.of());
        List<Integer> unread = new ArrayList<>();
        Map<Path, CaptureFile> now = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            CaptureFile row = rows.get(i);
            CaptureFile before = known.get(row.file());
            if (before != null && before.isAs(row)) {
                rows.set(i, before);
                now.put(row.file(), before);
            } else if (!row.file().equals(recording)) {
                unread.add(i);
            }
        }
        known = now;
        told.accept(List.copyOf(rows));
        int sinceTold = 0;
        for (int i : unread) {
            CaptureFile row = rows.get(i);
            CaptureFile read = row.with(look.apply(row.file()));
            rows.set(i, read);
            known.put(row.file(), read);
            if (++sinceTold == TOLD_TOGETHER) {
                sinceTold = 0;
                told.accept(List.copyOf(rows));
            }
        }
        if (sinceTold > 0) {
            told.accept(List.copyOf(rows));
        }
    }
}
