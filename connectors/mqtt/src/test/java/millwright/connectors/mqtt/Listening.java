package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.Hearing;
import millwright.series.LatestColumns;

/** A feed of a test broker, and what it told. */
final class Listening extends Hearing {
    final TestBroker broker;
    final LatestColumns latest;

    Listening(TestBroker broker, String more) throws IOException {
        this(broker, more, new LatestColumns());
    }

    private Listening(TestBroker broker, String more, LatestColumns latest) throws IOException {
        super(
                new MqttFeed(
                        MqttConfig.of(ConfigNode.parse("site.yaml", """
                            protocol: mqtt
                            name: building
                            url: 127.0.0.1:%d
                            integration: MILLWRIGHT
                            %s
                            """.formatted(broker.port(), more))),
                        InstantSource.system()),
                latest::accept);
        this.broker = broker;
        this.latest = latest;
    }

    /** Waits until the broker has its subscriptions. */
    Listening subscribed() throws InterruptedException {
        if (broker.subscriptions.poll(30, TimeUnit.SECONDS) == null) {
            fail("it did not subscribe");
        }
        return this;
    }

    @Override
    public void close() {
        super.close();
        try {
            broker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
