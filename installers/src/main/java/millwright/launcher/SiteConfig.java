package millwright.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.gateway.SiteSettings;
import millwright.connectors.gateway.SiteSettings.Promise;
import millwright.feed.Prices;
import millwright.plant.MetricId;

/** Reads {@code economics:} and {@code slo:} of a gateway's configuration. What is not stated has no default. */
final class SiteConfig {
    private record Promised(String metric, double perMillisecond) {}

    /** Keys in ms, as latencies are written, to metrics in their own unit. */
    private static final Map<String, Promised> LATENCIES = Map.of(
            "ttft-p50-ms", new Promised("endpoint.ttft.p50", 1e-3),
            "ttft-p99-ms", new Promised("endpoint.ttft.p99", 1e-3),
            "itl-p50-ms", new Promised("endpoint.tpot.p50", 1),
            "itl-p99-ms", new Promised("endpoint.tpot.p99", 1));

    private SiteConfig() {}

    /** @throws ConfigException naming file, line and remedy */
    static SiteSettings read(ConfigNode root) {
        Prices prices = root.optional("economics").map(SiteConfig::prices).orElse(Prices.NONE);
        List<Promise> promises = new ArrayList<>();
        root.list("slo").forEach(line -> promises.addAll(promises(line)));
        return new SiteSettings(prices, promises);
    }

    /** The prices of a configuration, whatever else stands in it. @throws ConfigException naming file, line and remedy */
    static Prices prices(Path file) {
        return ConfigNode.read(file)
                .optional("economics")
                .map(SiteConfig::prices)
                .orElse(Prices.NONE);
    }

    private static Prices prices(ConfigNode block) {
        block.allow("currency", "price-per-kwh", "price-per-mtok", "price-per-gpu-hour");
        String currency = block.text("currency");
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw block.get("currency").error("'" + currency + "' is no ISO 4217 currency; write EUR or USD");
        }
        Prices prices = new Prices(
                currency,
                price(block, "price-per-kwh"),
                price(block, "price-per-mtok"),
                price(block, "price-per-gpu-hour"));
        if (!prices.given()) {
            throw block.error("states no price; give 'price-per-kwh', 'price-per-mtok' or 'price-per-gpu-hour'");
        }
        return prices;
    }

    private static double price(ConfigNode block, String key) {
        return block.has(key) ? block.number(key, 0, 0, 1e6) : Double.NaN;
    }

    private static List<Promise> promises(ConfigNode line) {
        line.allow("endpoint", "model", "ttft-p50-ms", "ttft-p99-ms", "itl-p50-ms", "itl-p99-ms");
        String endpoint = line.text("endpoint", "");
        String model = line.text("model", "");
        if (endpoint.isBlank() && model.isBlank()) {
            throw line.error("names neither an 'endpoint' nor a 'model' that makes this promise");
        }
        List<Promise> promises = new ArrayList<>();
        for (Map.Entry<String, ConfigNode> entry : line.entries().entrySet()) {
            Promised promised = LATENCIES.get(entry.getKey());
            if (promised != null) {
                double limit = entry.getValue().number();
                if (!(limit > 0 && limit <= 1e9)) {
                    throw entry.getValue()
                            .error("must be more than 0 ms, not "
                                    + entry.getValue().text());
                }
                promises.add(new Promise(
                        endpoint, model, new MetricId(promised.metric()), limit * promised.perMillisecond()));
            }
        }
        if (promises.isEmpty()) {
            throw line.error("promises nothing; give 'ttft-p99-ms', 'itl-p99-ms' or their p50");
        }
        return promises;
    }
}
