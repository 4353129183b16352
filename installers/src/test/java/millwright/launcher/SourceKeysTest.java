package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;
import org.junit.jupiter.api.Test;

/**
 * Every key that any protocol reads, misspelt and with a value of a kind that it cannot have: file, line and remedy are
 * named. Which keys there are is asked of the protocols themselves.
 */
class SourceKeysTest {
    private static final String ODD = "{qqq: [{qqq: 1}]}";
    /** Enough of a block to be read, a line a key. */
    private static final Map<String, List<String>> LEAST = new TreeMap<>(Map.of(
            "prometheus", List.of("targets: [ 'localhost:9400' ]"),
            "otlp", List.of("name: o"),
            "logs", List.of("tcp: 5514"),
            "redfish", List.of("bmcs: [ 'https://bmc-1' ]"),
            "slurm", List.of("url: http://localhost:6820"),
            "mqtt", List.of("url: mqtt://localhost"),
            "netbox", List.of("url: https://netbox.example"),
            "modbus", List.of("devices: [ {name: a, address: 10.0.0.1, map: schneider-pm5000} ]"),
            "snmp", List.of("community-env: PATH", "devices: [ {name: a, address: 10.0.0.1, map: apc-rpdu2} ]")));

    /** Inner blocks by protocol: what stands before and after the one line in which the inner key stands. */
    private static final Map<String, List<String>> INNER = Map.of(
            "prometheus", List.of("placement: {%s}", "placement: {racks: [ {rack: R, hosts: [ a ], %s} ]}"),
            "otlp", List.of("http: {%s}"),
            "logs", List.of("tls: {listen: 6514, %s}", "files: [ {path: /a, %s} ]"),
            "redfish", List.of("bmcs: [ {address: 'https://bmc-2', %s} ]"),
            "mqtt", List.of("meters: [ {object: A, %s} ]"),
            "modbus", List.of("devices: [ {name: b, address: 10.0.0.2, map: schneider-pm5000, %s} ]"),
            "snmp", List.of("devices: [ {name: b, address: 10.0.0.2, map: apc-rpdu2, %s} ]"));

    private static List<SourceProvider> providers() {
        return ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> !provider.protocol().equals("simulator"))
                .toList();
    }

    /** The block of a protocol whose last line is this one. */
    private static String block(String protocol, String last) {
        String key = last.substring(0, last.indexOf(':'));
        List<String> lines = new ArrayList<>(List.of("protocol: " + protocol));
        LEAST.getOrDefault(protocol, List.of()).stream()
                .filter(line -> !line.startsWith(key + ":"))
                .forEach(lines::add);
        lines.add(last);
        return String.join("\n", lines);
    }

    /** What is said of a block; empty where it is taken. */
    private static String refusal(SourceProvider provider, String last) {
        ConfigNode block = ConfigNode.parse("site.yaml", block(provider.protocol(), last));
        try (Feed feed = provider.create(block, InstantSource.system())) {
            return feed.name().isEmpty() ? "taken, without a name" : "";
        } catch (ConfigException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The keys that a protocol says it knows, at the top or in one of its inner blocks. */
    private static List<String> keys(SourceProvider provider, String around) {
        String said = refusal(provider, around.formatted("qqqqqqqqqqqqqqqqqqqq: 1"));
        assertTrue(said.contains("; known are: "), said);
        return List.of(said.substring(said.indexOf("; known are: ") + "; known are: ".length())
                .split(", "));
    }

    private static int last(String protocol, String last) {
        return block(protocol, last).lines().toList().size();
    }

    @Test
    void everyProtocolIsHere() {
        TreeSet<String> all = new TreeSet<>();
        providers().forEach(provider -> all.add(provider.protocol()));
        assertEquals(LEAST.keySet(), all, "a protocol that is new wants its least block here");
    }

    @Test
    void everyKeyMisspeltNamesItsLineAndTheRightOne() {
        for (SourceProvider provider : providers()) {
            List<String> around = new ArrayList<>(List.of("%s"));
            around.addAll(INNER.getOrDefault(provider.protocol(), List.of()));
            for (String where : around) {
                for (String key : keys(provider, where)) {
                    String wrong = key.substring(0, key.length() - 1) + "#" + key.substring(key.length() - 1);
                    String line = where.formatted("'" + wrong + "': 1");
                    String said = refusal(provider, line);
                    assertTrue(
                            said.startsWith("site.yaml:" + last(provider.protocol(), line) + ": unknown key '"),
                            () -> provider.protocol() + " " + line + ": " + said);
                    assertTrue(
                            said.endsWith(wrong + "'; did you mean '" + key + "'?"),
                            () -> provider.protocol() + " " + line + ": " + said);
                }
            }
        }
    }

    @Test
    void everyKeyWithAValueThatItCannotHaveNamesItsLineInOneLine() {
        List<String> bad = new ArrayList<>();
        for (SourceProvider provider : providers()) {
            for (String key : keys(provider, "%s")) {
                String line = key + ": " + ODD;
                String said = refusal(provider, line);
                boolean other = said.startsWith("site.yaml:1: "); // of a block that lacks or has too much of something
                boolean named = said.startsWith("site.yaml:" + last(provider.protocol(), line) + ": ") || other;
                if (!named || said.contains("\n") || said.contains("Exception")) {
                    bad.add(provider.protocol() + " " + line + ": " + said);
                }
            }
        }
        assertEquals(List.of(), bad);
    }
}
