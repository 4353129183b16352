package millwright.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.plant.DataState;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecordSorterTest {
    /** Tiny chunks, so that most tries merge many files; few times, so that ties are common. */
    @Property(tries = 100)
    void sortsLikeAStableSortInMemory(
            @ForAll @Size(max = 200) List<@IntRange(min = -5, max = 5) Integer> times,
            @ForAll @IntRange(min = 1, max = 50) int chunk)
            throws IOException {
        Path directory = Files.createTempDirectory("sorter");
        List<Integer> expected = IntStream.range(0, times.size())
                .boxed()
                .sorted(Comparator.comparing(times::get))
                .toList();
        List<Integer> sorted = new ArrayList<>();
        try (RecordSorter sorter = new RecordSorter(directory, chunk, 64)) {
            for (int i = 0; i < times.size(); i++) {
                sorter.add(times.get(i), ByteBuffer.allocate(4).putInt(i).array());
            }
            sorter.drain((time, payload) -> {
                int i = ByteBuffer.wrap(payload).getInt();
                assertEquals(times.get(i).longValue(), time);
                sorted.add(i);
            });
        }
        assertEquals(expected, sorted);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
        Files.delete(directory);
    }

    @Test
    void manyChunksAreMergedBeforeThereAreTooManyFilesAndStayInOrder() throws IOException {
        Path directory = Files.createTempDirectory("sorter");
        List<Integer> sorted = new ArrayList<>();
        int most = 0;
        try (RecordSorter sorter = new RecordSorter(directory, 1, 64)) {
            for (int i = 0; i < 1_000; i++) {
                sorter.add(i % 7, ByteBuffer.allocate(4).putInt(i).array());
                try (Stream<Path> files = Files.list(directory)) {
                    most = Math.max(most, (int) files.count());
                }
            }
            sorter.drain((time, payload) -> sorted.add(ByteBuffer.wrap(payload).getInt()));
        }
        assertEquals(
                IntStream.range(0, 1_000)
                        .boxed()
                        .sorted(Comparator.comparing(i -> i % 7))
                        .toList(),
                sorted);
        assertTrue(most <= 257, most + " files");
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
        Files.delete(directory);
    }

    @Test
    void noFileStaysOpenWhenWhatIsDeliveredCannotBeTaken() throws IOException {
        Path directory = Files.createTempDirectory("sorter");
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(open));
        try (RecordSorter sorter = new RecordSorter(directory, 1, 64)) {
            for (int i = 0; i < 5; i++) {
                sorter.add(i, new byte[4]);
            }
            IOException full = assertThrows(
                    IOException.class,
                    () -> sorter.drain((time, payload) -> {
                        throw new IOException("disk full");
                    }));
            assertEquals("disk full", full.getMessage());
            assertEquals(List.of(), openIn(directory, open));
        }
        Files.delete(directory);
    }

    private static List<String> openIn(Path directory, Path open) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(open)) {
            for (Path one : all.toList()) {
                try {
                    found.add(Files.readSymbolicLink(one).toString());
                } catch (NoSuchFileException e) {
                    // the listing itself was open, and others may close theirs meanwhile
                }
            }
        }
        found.removeIf(f -> !f.startsWith(directory.toString()));
        return found;
    }

    @Test
    void everyFileIsTriedWhenOneCannotBeRemoved() throws IOException {
        Path directory = Files.createTempDirectory("sorter");
        RecordSorter sorter = new RecordSorter(directory, 1, 64);
        for (int i = 0; i < 4; i++) {
            sorter.add(i, new byte[4]);
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        // a folder that is not empty stands where a file was
        Path stuck = files.getFirst();
        Files.delete(stuck);
        Files.createFile(Files.createDirectory(stuck).resolve("inside"));
        assertThrows(DirectoryNotEmptyException.class, sorter::close);
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(List.of(stuck), all.toList());
        }
        Files.delete(stuck.resolve("inside"));
        Files.delete(stuck);
        Files.delete(directory);
    }

    @Test
    void payloadsComeBackAsTheyWere() {
        Payload sample = new Payload.Sample(1, 2, 3, 4, -0.0, DataState.BAD);
        assertEquals(sample, Payload.read(Payload.write(sample)));
        Payload happening = new Payload.Happening(1, 2, 3, 4, "Z\u00fcrich", Map.of("SN", "1", "", "\n"));
        assertEquals(happening, Payload.read(Payload.write(happening)));
    }

    @Test
    void namesAreOrderedAsPeopleDo() {
        List<String> names = new ArrayList<>(List.of("n10", "n9", "n09", "m", "n9a", "n99999999999999999999"));
        names.sort(new NaturalOrder());
        assertEquals(List.of("m", "n09", "n9", "n9a", "n10", "n99999999999999999999"), names);
        assertTrue(new NaturalOrder().compare("a", "a") == 0);
    }
}
