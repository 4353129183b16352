package millwright.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.gateway.FeedSource;
import millwright.connectors.gateway.SiteSettings;
import millwright.connectors.simulator.Simulator;
import millwright.connectors.simulator.SimulatorClock;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.wire.CalledFeed;
import millwright.feed.Feed;

/**
 * A gateway's configuration file.
 *
 * @param state folder for the journal and the audit @param sources in the order of the file
 * @param called the feeds among them that are called on the gateway's own port
 * @param site prices and promises
 */
record GatewayConfig(String name, Path state, List<FeedSource> sources, List<CalledFeed> called, SiteSettings site) {
    private static final String SIMULATOR = "simulator";

    /** @throws ConfigException naming file, line and remedy */
    static GatewayConfig read(Path file) {
        ConfigNode root = ConfigNode.read(file).allow("name", "state", "sources", "economics", "slo");
        TreeMap<String, SourceProvider> providers = new TreeMap<>();
        ServiceLoader.load(SourceProvider.class).forEach(p -> providers.put(p.protocol(), p));
        List<String> known = new ArrayList<>(providers.keySet());
        known.add(SIMULATOR);
        List<FeedSource> sources = new ArrayList<>();
        List<CalledFeed> called = new ArrayList<>();
        for (ConfigNode block : blocks(root.get("sources"))) {
            String protocol = block.get("protocol").word(known);
            String name = block.has("name") ? block.text("name") : protocol;
            if (sources.stream().anyMatch(s -> s.name().equals(name))) {
                throw block.error("there is already a source named '" + name + "'; give each its own 'name'");
            }
            sources.add(
                    protocol.equals(SIMULATOR)
                            ? simulator(block, name)
                            : source(providers, block, protocol, name, called));
        }
        Path state = state(root);
        if (Files.exists(state) && !Files.isDirectory(state)) {
            throw root.optional("state")
                    .orElse(root)
                    .error(state + " is a file; name a folder for the journal and the audit");
        }
        return new GatewayConfig(
                root.text("name", "gateway"), state, List.copyOf(sources), List.copyOf(called), SiteConfig.read(root));
    }

    private static Path state(ConfigNode root) {
        String home = System.getProperty("user.home", ".");
        return Path.of(root.text("state", Path.of(home, ".millwright", "state").toString()));
    }

    private static List<ConfigNode> blocks(ConfigNode sources) {
        boolean empty = sources.isList()
                ? sources.list().isEmpty()
                : !sources.isMap() && sources.text().isBlank();
        if (empty) {
            throw sources.error("'sources' is empty, or holds nothing but comments; a gateway without sources has"
                    + " nothing to tell");
        }
        return sources.list();
    }

    private static FeedSource source(
            TreeMap<String, SourceProvider> providers,
            ConfigNode block,
            String protocol,
            String name,
            List<CalledFeed> called) {
        SourceProvider provider = providers.get(protocol);
        if (provider == null) {
            throw block.error("no connector for '" + protocol + "' is installed");
        }
        // made once here so that a wrong block is refused at start, and anew each time opening has to be tried again
        Feed first = provider.create(block, InstantSource.system());
        if (first instanceof CalledFeed feed) {
            if (called.stream().anyMatch(c -> c.getClass().equals(feed.getClass()))) {
                throw block.error("there is one port to be called on; '" + protocol + "' can stand here once");
            }
            called.add(feed);
            return new FeedSource(name, protocol, false, () -> feed);
        }
        first.close();
        return new FeedSource(name, protocol, false, () -> provider.create(block, InstantSource.system()));
    }

    private static FeedSource simulator(ConfigNode block, String name) {
        block.allow("protocol", "name", "scenario");
        try {
            String chosen = block.text("scenario", "demo");
            Scenario scenario = chosen.endsWith(".yaml") || chosen.endsWith(".yml")
                    ? Scenario.file(Path.of(chosen))
                    : Scenario.named(chosen);
            return new FeedSource(name, SIMULATOR, true, () -> new Simulator(scenario, SimulatorClock.realTime()));
        } catch (IOException | IllegalArgumentException e) {
            throw block.get("scenario").error(String.valueOf(e.getMessage()));
        }
    }
}
