package millwright.connectors.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import millwright.feed.Frame;
import millwright.feed.ImportReport;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/** What an import pushed. */
record Imported(List<PlantEvent> events, ImportReport report) {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    static Imported read(Mapping mapping, @Nullable ZoneId zone, Path... inputs) throws IOException {
        List<PlantEvent> events = new ArrayList<>();
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        ImportReport report = new CsvImport(List.of(inputs), mapping, zone, scratch, CLOCK).run(events::add);
        return new Imported(events, report);
    }

    static Imported read(String yaml, @Nullable ZoneId zone, Path... inputs) throws IOException {
        return read(new MappingReader(Catalogue.standard()).read("test.yaml", yaml), zone, inputs);
    }

    Plant plant() {
        return Plant.empty().apply(((PlantChanged) events.getFirst()).change());
    }

    List<Frame> frames() {
        return events.stream()
                .filter(Frame.class::isInstance)
                .map(Frame.class::cast)
                .toList();
    }

    List<Occurrence> occurrences() {
        return events.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .toList();
    }

    /** One value of one entity. */
    record Value(String entity, String metric, long time, double value, DataState state) {}

    List<Value> values() {
        Plant plant = plant();
        return frames().stream()
                .flatMap(f -> Stream.iterate(0, i -> i < f.size(), i -> i + 1)
                        .map(i -> new Value(
                                plant.at(f.kind(), f.slot(i)).id().text(),
                                f.metric().name(),
                                f.sourceTime(),
                                f.values().asDouble(i),
                                f.states().at(i))))
                .toList();
    }
}
