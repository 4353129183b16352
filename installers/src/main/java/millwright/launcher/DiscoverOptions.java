package millwright.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.connectors.source.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code gateway --discover HOST…}: looks for sources on the hosts given and writes a configuration to begin with. */
final class DiscoverOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** What may stand beside it. */
    private static final Set<String> COMPANY = Set.of("--discover", "--out", "--secret", "--verbose");

    @Option(
            names = "--discover",
            arity = "1..*",
            paramLabel = "HOST",
            description = {
                "look what these speak: a host, HOST:PORT or a net such as 10.0.0.0/28, " + HostList.MOST
                        + " hosts at most;",
                "writes a configuration for what it finds, to --out or here, and ends"
            })
    private List<String> hosts = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "with --discover: a new file for the configuration")
    private @Nullable Path out;

    @Option(
            names = "--secret",
            paramLabel = "NAME=FILE",
            description = {
                "with --discover: a file with a secret without which a protocol cannot ask at all;",
                "snmp-community is the one there is: without it no SNMP agent is asked"
            })
    private Map<String, Path> secrets = new HashMap<>();

    boolean given() {
        if (hosts.isEmpty() && (out != null || !secrets.isEmpty())) {
            throw new IllegalArgumentException("--out and --secret go with --discover HOST…");
        }
        return !hosts.isEmpty();
    }

    /** @return the exit code: done, or unreachable when nothing was found */
    int run(CommandLine line) throws IOException, InterruptedException {
        String other = line.getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !COMPANY.contains(name))
                .collect(Collectors.joining(", "));
        if (!other.isEmpty()) {
            throw new IllegalArgumentException("--discover serves nothing; leave out " + other);
        }
        List<HostList.Host> given = HostList.of(hosts);
        Path file = out == null ? null : GivenFile.fresh(out);
        Map<String, SourceProbe> probes = probes();
        Discovery.requireKnown(probes, secrets.keySet());
        List<Discovery.Heard> heard = new Discovery(probes, read(secrets), PATIENCE).look(given);
        StartingConfig found = new StartingConfig(probes, heard);
        if (found.isEmpty()) {
            found.report().forEach(line.getErr()::println);
            throw new Ends.Unreachable("nothing that Millwright reads answered; name other hosts, or HOST:PORT where a"
                    + " port is not the usual one");
        }
        tell(found, file, line.getOut());
        return Ends.DONE;
    }

    private static void tell(StartingConfig found, @Nullable Path file, PrintWriter to) throws IOException {
        String text = found.text("site");
        if (file == null) {
            to.print(text);
            to.flush();
            return;
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        found.report().forEach(to::println);
        to.println(found.sources() + (found.sources() == 1 ? " source" : " sources") + " written to " + file
                + "; fill in what its comments ask for, then: millwright gateway --config " + file);
    }

    static Map<String, SourceProbe> probes() {
        Map<String, SourceProbe> probes = new TreeMap<>();
        ServiceLoader.load(SourceProvider.class)
                .forEach(provider -> provider.probe().ifPresent(probe -> probes.put(provider.protocol(), probe)));
        return probes;
    }

    private static Map<String, String> read(Map<String, Path> files) throws IOException {
        Map<String, String> secrets = new HashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            secrets.put(file.getKey(), new Secret.InFile(GivenFile.readable(file.getValue())).read());
        }
        return secrets;
    }
}
