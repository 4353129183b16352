package millwright.connectors.snmp;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import millwright.connectors.source.SourceWatch;
import millwright.connectors.source.Voice;
import millwright.feed.Command;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.Receipt;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.SNMP4JSettings.ReportSecurityLevelStrategy;
import org.snmp4j.Snmp;
import org.snmp4j.fluent.SnmpBuilder;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;

/**
 * Asks rack PDUs and the like over SNMP by their maps, each on a virtual thread of its own; all share one socket, which a
 * thread of the library reads. A device that fails harms no other. Writes nothing.
 */
final class SnmpFeed implements Feed {
    private static final System.Logger LOG = System.getLogger(SnmpFeed.class.getName());

    private final SnmpConfig config;
    private final InstantSource clock;
    private final Voice voice;
    private final EntityId source;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Snmp snmp;

    SnmpFeed(SnmpConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.source = EntityId.of(EntityKind.SOURCE, config.name());
        this.voice = new Voice(config.placement(), new Origin(source, false), config.every(), this::now);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        voice.open(to);
        // what refuses a signature cannot sign the refusal; it is only repeated to people
        SNMP4JSettings.setReportSecurityLevelStrategy(ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
        try {
            SnmpBuilder builder = new SnmpBuilder()
                    .securityProtocols(SecurityProtocolSet.any)
                    .udp()
                    .v2c()
                    .v3()
                    .usm();
            Snmp shared = builder.build();
            snmp = shared;
            for (SnmpConfig.Device device : config.devices()) {
                Agent agent = new Agent(builder, shared, config, device);
                threads.execute(new AgentWatch(config, device, agent, voice, this::now));
            }
        } catch (IOException e) {
            SourceWatch watch = new SourceWatch(source, "snmp");
            watch.failed("no socket can be opened: " + e.getMessage(), now());
            voice.tell(List.of(watch.report(now())));
        }
    }

    @Override
    public void send(Command command) {
        if (command instanceof Command.Execute execute) {
            voice.tell(List.of(new Receipt(
                    execute.action().header().key(), Receipt.Answer.REFUSED, "nothing is written over SNMP", now())));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        Snmp open = snmp;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", config.name(), e.getMessage());
            }
        }
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
