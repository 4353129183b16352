package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.feed.Feed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * VictoriaMetrics as {@code .ci/site/victoria.sh start DIR} leaves it. Runs only where {@code -Dsite.victoria.alone=DIR} names it.
 */
@EnabledIfSystemProperty(named = "site.victoria.alone", matches = ".+")
class VictoriaSiteTest extends StoreSite {
    VictoriaSiteTest() {
        super(new Daemon("site.victoria.alone", "victoria.sh"));
    }

    @Override
    String address() {
        return store.said("VICTORIA") + "/prometheus"; // either way
    }

    @Override
    String sample(String series, double value, long ms) {
        return series + " " + value + " " + ms + "\n";
    }

    /** @return what it counted, which it says anew once a second */
    private Map<String, Long> counts() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://" + store.said("VICTORIA") + "/metrics");
            String text = client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return text.lines()
                    .filter(line -> line.matches("vm_http_request(s_total|_errors_total)\\{.*"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.lastIndexOf(' ')),
                            line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))));
        }
    }

    @Test
    @Timeout(60)
    void itIsAskedForRemoteReadOnceAtMost() throws Exception {
        String unknown = "vm_http_request_errors_total{path=\"*\", reason=\"unsupported\"}";
        String ranges = "vm_http_requests_total{path=\"/api/v1/query_range\"}";
        try (Feed anew = source("15s")) {
            Map<String, Long> before = counts();
            asked(anew, "gpu.clock.sm", GPU, 1_207.5, 300, 100);
            asked(anew, "gpu.clock.sm", GPU, 1_507.5, 300, 100);
            Map<String, Long> after = counts();
            while (after.get(ranges) < before.get(ranges) + 2) {
                after = counts();
            }
            assertEquals(before.get(unknown) + 1, after.get(unknown));
        }
    }
}
