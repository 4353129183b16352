package millwright.connectors.prometheus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;

/**
 * What Millwright understands of one exposition: the answer of {@code doctor scrape}.
 *
 * @param metrics understood metric to number of values @param states state word to number of values
 * @param unknown names that mean nothing to us @param missing what a GPU console would want and does not get
 */
public record ScrapeReport(
        String source,
        int samples,
        int gpus,
        int hosts,
        Map<String, Integer> metrics,
        Map<String, Integer> states,
        Map<String, Integer> unknown,
        List<String> missing,
        List<String> problems,
        int problemCount) {

    /** @param where an http(s) address or a file @throws IOException in one line, with what to do */
    public static ScrapeReport of(String where, Duration timeout) throws IOException, InterruptedException {
        if (where.startsWith("http://") || where.startsWith("https://")) {
            HttpAccess access =
                    new HttpAccess(timeout.toNanos(), Optional.empty(), Optional.empty(), "", Optional.empty());
            try (HttpReader reader = new HttpReader(access)) {
                URI uri = URI.create(where);
                return of(where, reader.get(uri, PrometheusFeed.ACCEPT).text(), String.valueOf(uri.getHost()));
            } catch (IllegalArgumentException e) {
                throw new IOException("'" + where + "' is not an address", e);
            }
        }
        Path file = Path.of(where);
        if (Files.size(file) > HttpReader.MAX_ANSWER) {
            throw new IOException(where + " is larger than " + (HttpReader.MAX_ANSWER >> 20) + " MiB");
        }
        return of(where, Files.readString(file), "localhost");
    }

    static ScrapeReport of(String source, String text, String host) {
        Mapping mapping = new Mapping(Catalogue.standard());
        Exposition exposition = ExpositionParser.parse(text);
        Mapping.Result result = mapping.read(exposition, host);
        Map<String, Integer> metrics = new TreeMap<>();
        Map<String, Integer> states = new TreeMap<>();
        for (Reading reading : result.readings()) {
            metrics.merge(reading.metric().name(), 1, Integer::sum);
            states.merge(reading.state().name(), 1, Integer::sum);
        }
        long gpus = result.entities().values().stream()
                .filter(e -> e.kind() == EntityKind.GPU)
                .count();
        long hosts =
                result.entities().values().stream().map(Seen::host).distinct().count();
        return new ScrapeReport(
                source,
                exposition.samples().size(),
                (int) gpus,
                (int) hosts,
                metrics,
                states,
                result.unknown(),
                gpus == 0 ? List.of() : new ArrayList<>(mapping.missing(result, DcgmFields.WANTED)),
                exposition.problems(),
                exposition.problemCount());
    }
}
