package millwright.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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
