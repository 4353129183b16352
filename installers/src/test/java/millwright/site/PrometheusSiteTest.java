package millwright.site;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Prometheus as {@code .ci/site/prometheus.sh start DIR} leaves it. Runs only where {@code -Dsite.prometheus.alone=DIR} names it.
 */
@EnabledIfSystemProperty(named = "site.prometheus.alone", matches = ".+")
class PrometheusSiteTest extends StoreSite {
    PrometheusSiteTest() {
        super(new Daemon("site.prometheus.alone", "prometheus.sh"));
    }

    @Override
    String address() {
        return store.said("PROMETHEUS");
    }

    @Override
    String sample(String series, double value, long ms) {
        return series + " " + value + " " + ms / 1_000 + "\n";
    }

    @Override
    String end() {
        return "# EOF\n";
    }
}
