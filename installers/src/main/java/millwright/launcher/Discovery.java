package millwright.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;

/**
 * Asks given hosts what they speak: each port once, by one protocol after the other, {@value #AT_ONCE} ports at a time,
 * each for as long as its patience. Whoever does not answer is asked no more over the same transport. One use, blocks its caller.
 */
final class Discovery {
    static final int AT_ONCE = 48;

    private static final String UNKNOWN = "nothing that is known here";

    /** What came of one port. @param protocol empty when nothing known is spoken there */
    record Heard(HostList.Host host, int port, String protocol, Optional<Found> found, String said) {}

    private final Map<String, SourceProbe> probes;
    private final Map<String, String> secrets;
    private final Duration patience;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param probes by protocol @param secrets by name, for probes that want them */
    Discovery(Map<String, SourceProbe> probes, Map<String, String> secrets, Duration patience) {
        this.probes = new LinkedHashMap<>(probes);
        this.secrets = Map.copyOf(secrets);
        this.patience = patience;
        requireKnown(probes, secrets.keySet());
    }

    /** @throws IllegalArgumentException when a secret is of no use here */
    static void requireKnown(Map<String, SourceProbe> probes, Set<String> names) {
        Set<String> known = probes.values().stream()
                .flatMap(p -> p.secrets().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("--secret: no protocol here asks for '" + name + "'"
                        + (known.isEmpty() ? "" : "; known are " + String.join(", ", known)));
            }
        }
    }

    /** In the order of the hosts and their ports. */
    List<Heard> look(List<HostList.Host> hosts) throws InterruptedException {
        List<Future<Heard>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HostList.Host host : hosts) {
                for (int port : ports(host)) {
                    asked.add(threads.submit(() -> ask(host, port)));
                }
            }
            List<Heard> heard = new ArrayList<>();
            for (Future<Heard> one : asked) {
                heard.add(one.get());
            }
            return heard;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe failed: " + e.getCause(), e);
        }
    }

    private Set<Integer> ports(HostList.Host host) {
        if (host.port() != 0) {
            return Set.of(host.port());
        }
        Set<Integer> ports = new LinkedHashSet<>();
        probes.values().stream().filter(this::maySpeak).forEach(p -> ports.addAll(p.ports()));
        return ports;
    }

    private boolean maySpeak(SourceProbe probe) {
        return secrets.keySet().containsAll(probe.secrets());
    }

    /** Protocols whose port it usually is; of a port that is nobody's, all. */
    private List<Map.Entry<String, SourceProbe>> speakersAt(int port) {
        List<Map.Entry<String, SourceProbe>> able = probes.entrySet().stream()
                .filter(e -> maySpeak(e.getValue()) && !e.getValue().ports().isEmpty())
                .toList();
        List<Map.Entry<String, SourceProbe>> usual =
                able.stream().filter(e -> e.getValue().ports().contains(port)).toList();
        return usual.isEmpty() ? able : usual;
    }

    private Heard ask(HostList.Host host, int port) throws InterruptedException {
        places.acquire();
        try {
            String said = "";
            Set<Boolean> deaf = new HashSet<>();
            for (Map.Entry<String, SourceProbe> speaker : speakersAt(port)) {
                SourceProbe probe = speaker.getValue();
                if (deaf.contains(probe.datagrams())) {
                    continue;
                }
                String heard = UNKNOWN;
                try {
                    Optional<Found> found = probe.ask(new Door(host.name(), port, patience, secretsOf(probe)));
                    if (found.isPresent()) {
                        return new Heard(
                                host, port, speaker.getKey(), found, found.get().what());
                    }
                } catch (IOException e) {
                    heard = line(e);
                    if (isDeaf(heard)) {
                        deaf.add(probe.datagrams());
                    }
                } catch (RuntimeException e) {
                    heard = "answered what could not be read: " + line(e);
                }
                said = probe.datagrams() && !said.isEmpty() ? said : heard;
            }
            return new Heard(host, port, "", Optional.empty(), said.isEmpty() ? UNKNOWN : said);
        } finally {
            places.release();
        }
    }

    private Map<String, String> secretsOf(SourceProbe probe) {
        return secrets.entrySet().stream()
                .filter(e -> probe.secrets().contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Nobody is there, in whatever language he is spoken to. */
    private static boolean isDeaf(String said) {
        return said.startsWith("connection refused")
                || said.startsWith("no answer within")
                || said.startsWith("no complete")
                || said.startsWith("the name of the host");
    }

    private static String line(Exception e) {
        String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (text.startsWith("connection refused")) {
            text = text.replaceFirst(";.*", ""); // which door it was stands before it; the same of many is one line
        }
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
