package millwright.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;

/** What was found, as a configuration to begin with: comments say what answered, what did not, what is to be filled in. */
final class StartingConfig {
    private final Map<String, SourceProbe> probes;
    private final List<Discovery.Heard> heard;

    StartingConfig(Map<String, SourceProbe> probes, List<Discovery.Heard> heard) {
        this.probes = probes;
        this.heard = heard;
    }

    boolean isEmpty() {
        return found().isEmpty();
    }

    int sources() {
        return found().values().stream().mapToInt(List::size).sum();
    }

    private Map<String, List<Found>> found() {
        Map<String, List<Found>> found = new LinkedHashMap<>();
        for (Discovery.Heard one : heard) {
            one.found()
                    .ifPresent(f -> found.computeIfAbsent(one.protocol(), p -> new ArrayList<>())
                            .add(f));
        }
        return found;
    }

    /** One line a host: what answered, and what did not and why. */
    List<String> report() {
        Map<HostList.Host, List<Discovery.Heard>> byHost = new LinkedHashMap<>();
        heard.forEach(
                h -> byHost.computeIfAbsent(h.host(), n -> new ArrayList<>()).add(h));
        List<String> lines = new ArrayList<>();
        byHost.forEach((host, all) -> {
            lines.add(host.name() + (host.port() == 0 ? "" : ":" + host.port()));
            all.stream()
                    .filter(h -> h.found().isPresent())
                    .forEach(h -> lines.add("  " + h.port() + "  " + h.said() + toFill(h.found())));
            Map<String, Set<String>> silent = new TreeMap<>();
            all.stream()
                    .filter(h -> h.found().isEmpty())
                    .forEach(h -> silent.computeIfAbsent(h.said(), s -> new LinkedHashSet<>())
                            .add(Integer.toString(h.port())));
            silent.forEach((why, ports) -> lines.add("  " + String.join(", ", ports) + "  " + why));
        });
        return lines;
    }

    private static String toFill(Optional<Found> found) {
        List<String> fill = found.map(Found::fill).orElse(List.of());
        return fill.isEmpty() ? "" : "; fill in " + String.join(", ", fill);
    }

    /** @param name of the site, for the first line that is no comment */
    String text(String name) {
        StringBuilder text = new StringBuilder("""
            # A configuration to begin with, written by 'millwright gateway --discover'.
            # Start:  millwright gateway --config THIS-FILE     Look:  millwright desk --config THIS-FILE
            #
            # What answered, and what did not:
            """);
        report().forEach(line -> text.append("#   ").append(plain(line)).append('\n'));
        text.append("\nname: ").append(name).append("\nsources:\n");
        found().forEach((protocol, all) -> {
            SourceProbe probe = probes.get(protocol);
            text.append(probe == null ? "" : probe.blocks(all)).append('\n');
        });
        for (SourceProbe probe : probes.values()) {
            probe.remarks()
                    .forEach(line -> text.append("  # ").append(plain(line)).append('\n'));
        }
        return text.toString();
    }

    private static String plain(String line) {
        return line.replaceAll("\\p{Cntrl}", " ");
    }
}
