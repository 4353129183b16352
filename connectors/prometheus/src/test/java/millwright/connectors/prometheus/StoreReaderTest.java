package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.HttpReader;
import millwright.plant.Catalogue;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class StoreReaderTest {
    /** @return what is read of samples of 500 W, then NaN, then perhaps a header of VictoriaMetrics */
    private static Exposition endsInNaN(boolean victoria) throws Exception {
        PrometheusConfig config = PrometheusConfig.of(
                ConfigNode.parse("site.yaml", "protocol: prometheus\nstore: http://127.0.0.1:9\ntimeout: 2s\n"));
        try (MisbehavingServer server = new MisbehavingServer();
                HttpReader http = new HttpReader(config.pastAccess())) {
            server.on("/", x -> {
                if (victoria) {
                    x.getResponseHeaders().add("X-Server-Hostname", "vm");
                }
                String series = "{\"metric\":{\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\",\"UUID\":\"a\"},"
                        + "\"values\":[[1000,\"500\"],[1001,\"NaN\"]]}";
                MisbehavingServer.say(
                        x,
                        200,
                        "application/stream+json",
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                                + (server.asked.getLast().contains("POWER_USAGE") ? series : "") + "]}}");
            });
            return new StoreReader(
                            new StoreClient(URI.create("http://" + server.address()), http, ""),
                            new Mapping(Catalogue.standard()),
                            Times.SECOND)
                    .latest(1_020 * Times.SECOND);
        }
    }

    @Test
    void theMarkThatASeriesEndedIsNoValueAndABlankOfAnExporterIsOne() throws Exception {
        assertEquals(500, endsInNaN(true).samples().getFirst().value());
        assertTrue(Double.isNaN(endsInNaN(false).samples().getFirst().value()));
    }

    @Test
    void whatIsTooMuchInOneGroupOfNamesTakesNoneOfTheOthersWithIt() throws Exception {
        PrometheusConfig config = PrometheusConfig.of(
                ConfigNode.parse("site.yaml", "protocol: prometheus\nstore: http://127.0.0.1:9\ntimeout: 2s\n"));
        try (MisbehavingServer server = new MisbehavingServer();
                HttpReader http = new HttpReader(config.pastAccess())) {
            server.on("/", x -> {
                String asked = server.asked.getLast();
                boolean power = asked.contains("DCGM_FI_DEV_POWER_USAGE");
                String series = "{\"metric\":{\"__name__\":\"DCGM_FI_DEV_POWER_USAGE\",\"UUID\":\"a\"},"
                        + "\"values\":[[1000,\"500\"],[1015,\"510\"]]}";
                MisbehavingServer.say(
                        x,
                        asked.contains("_bucket") ? 422 : 200,
                        "application/json",
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                                + (power ? series : "") + "]}}");
            });
            StoreReader reader = new StoreReader(
                    new StoreClient(URI.create("http://" + server.address()), http, ""),
                    new Mapping(Catalogue.standard()),
                    Times.SECOND);
            Exposition read = reader.latest(1_020 * Times.SECOND);
            assertEquals(1, read.samples().size());
            assertEquals(510, read.samples().getFirst().value());
            assertTrue(read.problems().getFirst().contains("groups of names"), String.valueOf(read.problems()));
            assertTrue(
                    server.asked.stream()
                            .anyMatch(a ->
                                    a.contains("node_cpu_seconds_total") && a.contains("mode=~\"(?i)(idle|iowait)")),
                    "processors are asked for what is needed of them alone");
        }
    }
}
