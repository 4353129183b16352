package millwright.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a desk gets its plant from; at most one of three. */
final class SourceOptions {
    /** Exclusive choices. */
    static final class Choice {
        @Option(names = "--attach", paramLabel = "HOST:PORT", description = "a running gateway")
        @Nullable
        String attach;

        @Option(names = "--capture", paramLabel = "FILE", description = "a capture, offline")
        @Nullable
        Path capture;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "a configuration of sources, for a gateway within this program")
        @Nullable
        Path config;

        @Option(
                names = "--scenario",
                paramLabel = "NAME|FILE",
                description = "a simulated plant: demo, calm, hall, large or a scenario file")
        @Nullable
        String scenario;
    }

    @ArgGroup(exclusive = true)
    @Nullable
    Choice choice;

    @Option(names = "--tls", description = "encrypt the connection to the gateway")
    boolean tls;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM of the authority that signed the gateway's certificate")
    @Nullable
    Path authority;

    @Option(names = "--token-file", paramLabel = "FILE", description = "file with the token that says who you are")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--reanalyse",
            description = "compute findings of a capture again instead of showing the recorded ones")
    boolean reanalyse;

    @Option(
            names = "--recover",
            description = "also read a capture that was not closed, from a private copy that takes in its log")
    boolean recover;

    @Option(names = "--operator", paramLabel = "NAME", description = "who is at the desk (default: the system's user)")
    String operator = System.getProperty("user.name", "operator");
}
