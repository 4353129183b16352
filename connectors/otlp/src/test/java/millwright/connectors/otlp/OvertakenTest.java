package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import java.util.Map;
import millwright.feed.Frame;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

/** Exports that come in another order than they were made in, and senders whose clocks differ. */
class OvertakenTest {
    private static final Map<String, String> A = Map.of("host.name", "n17", "service.instance.id", "a");
    private static final Map<String, String> B =
            Map.of("host.name", "n17", "service.name", "other", "service.instance.id", "b");
    private static final String ENDPOINT = "endpoint:m@n17";

    private final Site site = new Site();

    private Metric.Builder running(double value, long ahead, String... models) {
        Metric.Builder metric = MeaningTest.gauge("vllm:num_requests_running");
        for (String model : models) {
            metric.getGaugeBuilder()
                    .addDataPoints(site.at(value, Map.of("model_name", model)).setTimeUnixNano(site.now() + ahead));
        }
        return metric;
    }

    private Metric.Builder failed(double is) {
        return MeaningTest.sum(
                "hw.status", 2, site.at(is, Map.of("hw.id", "fan1", "hw.type", "fan", "hw.state", "failed")));
    }

    private List<Frame> frames(String metric) {
        return site.events.stream()
                .filter(e -> e instanceof Frame f && f.metric().name().equals(metric))
                .map(Frame.class::cast)
                .toList();
    }

    @Test
    void aLevelThatItsOwnStreamOvertookIsNotTold() {
        site.send(A, running(1, 0, "m"), failed(1));
        site.send(B, running(10, 0, "m"));
        site.pass(10);
        Metric.Builder late = running(7, 0, "m");
        Metric.Builder lateState = failed(1);
        site.pass(10);
        site.send(A, running(3, 0, "m"), failed(0));
        site.send(A, late, lateState);
        assertEquals(13.0, site.newest("endpoint.requests.running", ENDPOINT), "the older did not come over the newer");
        assertEquals(0.0, site.newest("health", "node:n17"));
        site.pass(10);
        site.send(B, running(10, 0, "m"));
        assertEquals(13.0, site.newest("endpoint.requests.running", ENDPOINT), "whose value lives on");
        int told = frames("endpoint.requests.running").size();
        site.send(B, running(10, 0, "m"));
        assertEquals(told, frames("endpoint.requests.running").size(), "what is sent again says nothing new");
    }

    @Test
    void aStreamWhoseClockWasSetBackIsHeardAgain() {
        site.send(A, running(1, Times.HOUR, "m"));
        site.pass(60);
        site.send(A, running(2, 0, "m"));
        assertEquals(1.0, site.newest("endpoint.requests.running", ENDPOINT), "it may have been overtaken");
        site.pass(300);
        site.send(A, running(3, 0, "m"));
        assertEquals(3.0, site.newest("endpoint.requests.running", ENDPOINT));
    }

    @Test
    void oneSendersClockIsNotChargedToAnother() {
        for (int i = 0; i < 5; i++) {
            site.send(A, running(1, 20 * Times.SECOND, "m"));
            site.send(B, running(2, 0, "m"));
            site.pass(10);
        }
        int ofB = 0;
        for (Frame frame : frames("endpoint.requests.running")) {
            if (frame.origin().source().text().contains("other")) {
                ofB++;
                assertEquals(frame.receiveTime(), frame.sourceTime(), "at its own instant");
            }
        }
        assertEquals(5, ofB);
    }

    @Test
    void whatOneSenderTellsAtOnceIsOneFrameThoughAnotherSharesSomeOfIt() {
        for (int i = 0; i < 4; i++) {
            site.send(A, running(1, 0, "m"));
            site.send(B, running(2, 0, "m", "n"));
            site.send(A, running(1, 1, "m"));
            site.pass(10);
        }
        List<Frame> ofB = frames("endpoint.requests.running").stream()
                .filter(f -> f.origin().source().text().contains("other"))
                .toList();
        assertEquals(4, ofB.size());
        assertTrue(ofB.stream().allMatch(f -> f.size() == 2));
        List<Long> times = frames("endpoint.requests.running").stream()
                .map(Frame::sourceTime)
                .toList();
        assertEquals(times, times.stream().sorted().distinct().toList(), "none is heard in place of another");
    }
}
