package millwright.connectors.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import millwright.connectors.source.Forbidden;
import millwright.connectors.source.HttpReader;
import millwright.plant.DataState;
import millwright.series.Unread;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store over the HTTP API of Prometheus, as Prometheus, Thanos, Mimir and VictoriaMetrics offer it. Any thread;
 * answers are bounded by its reader, and all but those of remote read are read while they come.
 */
final class StoreClient {
    /** Of a refusal its store's own words are read; they stand at its beginning. */
    private static final int MOST_WORDS = 1 << 16;

    /**
     * @param times epoch ms, rising @param states ordinals of {@link DataState} @param last newest value as printed; empty
     *     where there are none
     */
    record Line(Map<String, String> labels, long[] times, double[] values, byte[] states, String last) {
        /** This and what comes after it. */
        Line then(Line later) {
            int n = times.length;
            long[] when = Arrays.copyOf(times, n + later.times.length);
            double[] what = Arrays.copyOf(values, when.length);
            byte[] how = Arrays.copyOf(states, when.length);
            System.arraycopy(later.times, 0, when, n, later.times.length);
            System.arraycopy(later.values, 0, what, n, later.times.length);
            System.arraycopy(later.states, 0, how, n, later.times.length);
            return new Line(labels, when, what, how, later.times.length > 0 ? later.last : last);
        }
    }

    /** Reads a good answer while it comes. */
    private interface Reading {
        /**
         * @param marked true where NaN means that a series ended, not that it was measured
         * @return what it says of parts that did not answer; empty for a whole one
         */
        String of(InputStream body, boolean marked) throws IOException;
    }

    /** @param wrong what is wrong with the answer, not with the way to the store; null for nothing */
    private record Heard(String partial, @Nullable IOException wrong) {}

    private final URI base;
    private final HttpReader reader;
    private final Map<String, String> tenant;
    private volatile boolean remoteRead = true;

    /**
     * @param base as a browser would open it, with the prefix of a tenant where there is one
     * @param tenant whose data; empty where the store has one tenant
     */
    StoreClient(URI base, HttpReader reader, String tenant) {
        this.base = base;
        this.reader = reader;
        // Mimir and Cortex read the one, Thanos the other; nobody minds one that is not his
        this.tenant = tenant.isEmpty() ? Map.of() : Map.of("X-Scope-OrgID", tenant, "THANOS-TENANT", tenant);
    }

    /**
     * Samples of a range selector as they were stored, up to {@code time}, epoch ms.
     *
     * @param lines is given each series as it comes, in another thread; worth nothing when this fails
     * @return what the store says of parts of it that did not answer; empty for a whole answer
     */
    String instant(String query, long time, Consumer<Line> lines) throws IOException, InterruptedException {
        return ask(
                "query",
                Map.of("query", query, "time", seconds(time), "nocache", "1"),
                (body, marked) -> StoreAnswer.matrix("query", body, marked, lines));
    }

    /** As {@link #instant}: an expression at each step from start to end, epoch ms, both included. */
    String range(String query, long start, long end, long step, Consumer<Line> lines)
            throws IOException, InterruptedException {
        return ask(
                "query_range",
                // without it VictoriaMetrics moves the steps; nobody else minds
                Map.of(
                        "query", query,
                        "start", seconds(start),
                        "end", seconds(end),
                        "step", seconds(step),
                        "nocache", "1"),
                (body, marked) -> StoreAnswer.matrix("query_range", body, marked, lines));
    }

    /** As {@link #instant}: the labels of the series that there were between two instants, epoch ms. */
    String series(String selector, long start, long end, Consumer<Map<String, String>> names)
            throws IOException, InterruptedException {
        return ask(
                "series",
                Map.of("match[]", selector, "start", seconds(start), "end", seconds(end)),
                (body, _) -> StoreAnswer.names("series", body, names));
    }

    /** False once the store has said that it has no remote read. */
    boolean offersRemoteRead() {
        return remoteRead;
    }

    /** Samples as they were stored. @throws IOException also where it is not offered, which alone is remembered */
    List<RemoteRead.Series> raw(long start, long end, Map<String, String> matching)
            throws IOException, InterruptedException {
        HttpReader.Answer answer = send(
                "read",
                Map.of(
                        "Content-Type", "application/x-protobuf",
                        "Content-Encoding", "snappy",
                        "X-Prometheus-Remote-Read-Version", "0.1.0"),
                Snappy.pack(RemoteRead.request(start, end, matching)),
                (status, said, body) -> new HttpReader.Answer(
                        status, said, status == 200 ? body.readAllBytes() : body.readNBytes(MOST_WORDS)));
        int status = answer.status();
        if (status != 200) {
            // a store without it answers as to any wrong path or method, or that it does not have this
            boolean none = status == 404 || status == 405 || status == 415 || status == 501;
            remoteRead = !none && !(status == 400 && answer.text().contains("unsupported path"));
            throw refused("read", status, answer.text());
        }
        return RemoteRead.response(Snappy.unpack(answer.body(), HttpReader.MAX_ANSWER));
    }

    private static String seconds(long millis) {
        return Math.floorDiv(millis, 1_000) + "." + String.format(Locale.ROOT, "%03d", Math.floorMod(millis, 1_000));
    }

    private String ask(String what, Map<String, String> parameters, Reading reading)
            throws IOException, InterruptedException {
        StringJoiner form = new StringJoiner("&");
        parameters.forEach((key, value) -> form.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        Heard heard = send(
                what,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                form.toString().getBytes(StandardCharsets.UTF_8),
                (status, said, body) -> heard(what, status, body, ofVictoria(said), reading));
        if (heard.wrong() != null) {
            throw heard.wrong();
        }
        return heard.partial();
    }

    /** A body that broke off fails the asking, so what is caught here lies in what the store says. */
    private static Heard heard(String what, int status, InputStream body, boolean marked, Reading reading)
            throws IOException {
        try {
            if (status != 200) {
                String words = new String(body.readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
                return new Heard("", refused(what, status, words));
            }
            return new Heard(reading.of(body, marked), null);
        } catch (IOException e) {
            return new Heard("", e);
        }
    }

    /** VictoriaMetrics keeps no NaN but marks the ends of series so, and versions before 2025 hand these marks out. */
    private static boolean ofVictoria(HttpHeaders said) {
        return said.firstValue("X-Server-Hostname").isPresent();
    }

    private <T> T send(String what, Map<String, String> headers, byte[] body, HttpReader.Reading<T> reading)
            throws IOException, InterruptedException {
        String path = String.valueOf(base.getRawPath()).replaceFirst("/+$", "").replaceFirst("^null$", "");
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(tenant);
        try {
            return reader.read("POST", base.resolve(path + "/api/v1/" + what), all, body, reading);
        } catch (HttpReader.TooLarge e) {
            throw e;
        } catch (IOException e) {
            throw new Unanswered(String.valueOf(e.getMessage()), e);
        }
    }

    private static IOException refused(String what, int status, String text) {
        boolean tenant = status / 100 == 4 && text.toLowerCase(Locale.ROOT).contains("no org id");
        String why = what + " was answered " + status
                + (tenant ? "; the store wants to know whose data: give 'tenant'" : HttpReader.hint(status))
                + StoreAnswer.error(text);
        boolean forbidden = (status == 401 || status == 403) && !tenant;
        if (status / 100 == 5 || status == 408 || status == 429) {
            return new Unanswered(why, null);
        }
        return forbidden ? new Forbidden(why, new Unread(why, DataState.FORBIDDEN, true)) : new IOException(why);
    }

    /** A number of the API as Java reads it. */
    static String plain(String raw) {
        return switch (raw) {
            case "+Inf", "Inf" -> "Infinity";
            case "-Inf" -> "-Infinity";
            default -> raw;
        };
    }
}
