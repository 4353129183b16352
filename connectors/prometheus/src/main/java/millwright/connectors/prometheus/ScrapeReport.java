package millwright.connectors.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.connectors.source.HttpAccess;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.FieldsByNode;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.Catalogue;

/**
 * What Millwright understands of one exposition: the answer of {@code doctor scrape}.
 *
 * @param metrics understood metric to number of values @param states state word to number of values
 * @param unknown names that mean nothing to us @param missing what a GPU console would want and does not get, one line each
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
        return of(where, HttpAccess.plain(timeout.toNanos()));
    }

    /** @param access how an address is asked, as a configuration would say it */
    public static ScrapeReport of(String where, HttpAccess access) throws IOException, InterruptedException {
        if (where.startsWith("http://") || where.startsWith("https://")) {
            try (HttpReader reader = new HttpReader(access)) {
                URI uri = URI.create(where);
                if (access.wouldTell(uri)) {
                    throw new IOException("it would get the secret over clear text; write https://, or leave it out");
                }
                return of(
                        where,
                        Formats.ask(reader, uri, false, InputStream::readAllBytes),
                        String.valueOf(uri.getHost()));
            } catch (IllegalArgumentException e) {
                throw new IOException("'" + where + "' is not an address", e);
            }
        }
        Path file = Path.of(where);
        if (Files.size(file) > HttpReader.MAX_ANSWER) {
            throw new IOException(where + " is larger than " + (HttpReader.MAX_ANSWER >> 20) + " MiB");
        }
        return of(where, ExpositionParser.parse(Files.readString(file)), "localhost");
    }

    static ScrapeReport of(String source, Exposition exposition, String host) {
        Mapping mapping = new Mapping(Catalogue.standard());
        Mapping.Result result = mapping.read(exposition, new Asked(host, host, 0), new Totals());
        FieldsByNode fields = new FieldsByNode(0, DcgmFields::notEnabled);
        fields.take(source, result.entities().values(), result.readings(), 0);
        Map<String, Integer> metrics = new TreeMap<>();
        Map<String, Integer> states = new TreeMap<>();
        for (Reading reading : result.readings()) {
            metrics.merge(reading.metric().name(), 1, Integer::sum);
            states.merge(reading.state().name(), 1, Integer::sum);
        }
        long gpus = result.entities().values().stream()
                .filter(Seen::isGpu)
                .map(e -> e.board().id())
                .distinct()
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
                fields.lines(),
                exposition.problems(),
                exposition.problemCount());
    }
}
