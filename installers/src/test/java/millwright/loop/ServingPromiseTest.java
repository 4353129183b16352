package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import millwright.analysis.AnalystConfig;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayParts;
import millwright.connectors.gateway.GatewayServer;
import millwright.connectors.gateway.SiteSettings;
import millwright.connectors.link.Link;
import millwright.feed.Command;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.LinkState;
import millwright.feed.Prices;
import millwright.plant.Bound;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a model promises its users, held against percentiles that are made of the histograms of vLLM. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ServingPromiseTest {
    private static final MetricId TTFT = new MetricId("endpoint.ttft.p99");
    private static final MetricId ITL = new MetricId("endpoint.tpot.p99");

    private final AtomicInteger scrapes = new AtomicInteger();
    private volatile boolean beyond;
    private Scraped engine;
    private Gateway gateway;
    private GatewayServer server;
    private Link link;

    /** Ten requests more at each scrape: first tokens within 1 to 2.5 s, the others within 20 to 25 ms. */
    private String metrics() {
        int n = 10 * scrapes.incrementAndGet();
        return histogram("vllm:time_to_first_token_seconds", n, "0.5", 0, "1.0", 0, "2.5", beyond ? 0 : n)
                + histogram("vllm:inter_token_latency_seconds", n, "0.02", 0, "0.025", n, "0.05", n);
    }

    private static String histogram(String name, int count, Object... bounds) {
        StringBuilder text = new StringBuilder("# TYPE " + name + " histogram\n");
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(name)
                    .append("_bucket{model_name=\"llm-8B\",le=\"")
                    .append(bounds[i])
                    .append("\"} ")
                    .append(bounds[i + 1])
                    .append('\n');
        }
        return text + name + "_bucket{model_name=\"llm-8B\",le=\"+Inf\"} " + count + "\n" + name
                + "_sum{model_name=\"llm-8B\"} " + count + "\n" + name + "_count{model_name=\"llm-8B\"} " + count
                + "\n";
    }

    @BeforeEach
    void attach() throws IOException {
        engine = new Scraped(this::metrics);
        SiteSettings site = new SiteSettings(
                Prices.NONE,
                List.of(
                        new SiteSettings.Promise("", "llm-8B", TTFT, 0.8),
                        new SiteSettings.Promise("", "llm-8B", ITL, 40)));
        gateway = new Gateway(GatewayParts.live(
                        "test",
                        Catalogue.standard(),
                        LinkAndGatewayTest::now,
                        new MemoryJournal("life", 10_000),
                        new MemoryAudit())
                .with(AnalystConfig.standard().with("limit.slo-hold", 1))
                .with(site));
        gateway.start();
        gateway.add(engine.source("vllm"));
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        link = LinkAndGatewayTest.link(server.port());
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
        gateway.close();
        engine.close();
    }

    @Test
    void aPercentileBeyondTheLastBoundIsSaidToBeAtLeastThat() {
        beyond = true;
        Desk desk = Desk.of(link);
        Finding found = desk.await(Finding.class, f -> TTFT.equals(f.metric()));
        assertTrue(found.evidence().contains("is at least 2.5"), found.evidence());
    }

    @Test
    void aPromiseBrokenByTheHistogramsOfAnEngineIsFoundAndSaysHowSureItIs() {
        link.send(new Command.Subscribe(java.util.Set.of(
                new Command.Want(TTFT, EntityKind.ENDPOINT, 0), new Command.Want(ITL, EntityKind.ENDPOINT, 0))));
        Desk desk = Desk.of(link);
        desk.await(LinkState.class, s -> s.condition() == LinkState.Condition.ATTACHED);
        Frame told = desk.await(
                Frame.class,
                f -> f.metric().equals(TTFT) && f.size() == 1 && f.states().at(0) == DataState.OK);
        assertEquals(2.485, told.values().asDouble(0), 1e-3);
        Finding found = desk.await(Finding.class, f -> TTFT.equals(f.metric()));
        assertEquals(0.8, found.limit());
        assertTrue(found.evidence().contains("± "), found.evidence());
        EntityId endpoint = found.entity();
        Limit limit = desk.latest
                .plant()
                .binding(endpoint, TTFT, Bound.UPPER, LinkAndGatewayTest.now())
                .orElseThrow();
        assertEquals(LimitOrigin.SLO, limit.origin());
        // the other promise is kept: 25 of 40 ms
        assertTrue(desk.all(Finding.class).stream().noneMatch(f -> ITL.equals(f.metric())));
        Frame kept = desk.await(
                Frame.class,
                f -> f.metric().equals(ITL) && f.size() == 1 && f.states().at(0) == DataState.OK);
        assertEquals(24.95, kept.values().asDouble(0), 1e-2);
    }
}
