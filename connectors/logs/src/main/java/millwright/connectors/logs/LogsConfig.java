package millwright.connectors.logs;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.source.Placement;
import millwright.connectors.source.ShownCertificate;
import millwright.connectors.source.Spans;
import millwright.plant.Times;

/**
 * The {@code logs} block; at least one of files, udp, tcp and tls.
 *
 * <pre>
 * - protocol: logs
 *   name: logs                       # default logs
 *   files:                           # followed through rotation
 *     - /var/log/kern.log
 *     - path: /srv/logs/{host}/*.log # {host} names the host, * stands for any characters within one folder's name
 *       format: auto                 # auto (default), or journal for journalctl -o export
 *       host: n17                    # of lines that name none; default this machine
 *       program: kernel              # of lines that name none; default by the file's name
 *       boot: 2025-02-23T10:00:00Z   # when the host's uptime began, for [123.456] and /dev/kmsg times
 *   udp: "0.0.0.0:5514"              # syslog, RFC 3164 and 5424; without an address only this machine is heard
 *   tcp: "0.0.0.0:5514"              # the same, octet counted or line by line
 *   tls:                             # the same, encrypted (RFC 5425); 6514 is usual
 *     listen: "0.0.0.0:6514"
 *     tls-cert: FILE                 # PEM chain, with its key: what senders check
 *     tls-key: FILE
 *     client-ca: FILE                # who gives senders their certificates; left out, anyone may send
 *   every: 1s                        # pause between looks at the files
 *   zone: UTC                        # of times without an offset
 *   history: 1d                      # older lines found at the start are no events; at most 7d
 *   placement: {...}                 # as for prometheus
 * </pre>
 *
 * @param every ns @param history ns
 */
record LogsConfig(
        String name,
        List<FileInput> files,
        Optional<InetSocketAddress> udp,
        Optional<InetSocketAddress> tcp,
        Optional<TlsInput> tls,
        long every,
        ZoneId zone,
        long history,
        Placement placement) {
    private static final long LONGEST_HISTORY = 7 * 24 * Times.HOUR;

    /** @param host of lines that name none, empty for this machine @param boot epoch ns, when known */
    record FileInput(String path, boolean journal, String host, String program, OptionalLong boot) {}

    /** @param clients authority of those who may send; empty for anyone */
    record TlsInput(InetSocketAddress address, Path certificate, Path key, Optional<Path> clients) {}

    static LogsConfig of(ConfigNode node) {
        node.allow("protocol", "name", "files", "udp", "tcp", "tls", "every", "zone", "history", "placement");
        List<FileInput> files = new ArrayList<>();
        for (ConfigNode file : node.list("files")) {
            files.add(file(file));
        }
        Optional<InetSocketAddress> udp = node.optional("udp").map(LogsConfig::address);
        Optional<InetSocketAddress> tcp = node.optional("tcp").map(LogsConfig::address);
        Optional<TlsInput> tls = node.optional("tls").map(LogsConfig::tls);
        if (files.isEmpty() && udp.isEmpty() && tcp.isEmpty() && tls.isEmpty()) {
            throw node.error("gives nothing to read; name 'files', 'udp', 'tcp' or 'tls'");
        }
        long every = Spans.atLeast(node, "every", Times.SECOND, 10 * Times.MILLI);
        return new LogsConfig(
                node.text("name", "logs"),
                List.copyOf(files),
                udp,
                tcp,
                tls,
                every,
                node.optional("zone").map(LogsConfig::zone).orElse(ZoneId.of("UTC")),
                history(node),
                node.optional("placement").map(Placement::of).orElse(Placement.NONE));
    }

    /** Its files are read here, so that what is wrong with them is told with its line. */
    private static TlsInput tls(ConfigNode node) {
        node.allow("listen", "tls-cert", "tls-key", "client-ca");
        ShownCertificate shown =
                ShownCertificate.of(node, "tls-cert", "tls-key").orElseThrow(() -> node.error("'tls-cert' is missing"));
        return new TlsInput(
                address(node.get("listen")),
                shown.certificate(),
                shown.key(),
                ShownCertificate.authorities(node, "client-ca"));
    }

    private static long history(ConfigNode node) {
        long history = node.nanos("history", 24 * Times.HOUR);
        if (history > LONGEST_HISTORY) {
            throw node.get("history").error("must be at most 7d, since all of it is analysed again at each start");
        }
        return history;
    }

    private static FileInput file(ConfigNode node) {
        if (!node.isMap()) {
            return new FileInput(path(node), false, "", "", OptionalLong.empty());
        }
        node.allow("path", "format", "host", "program", "boot");
        String format = node.optional("format")
                .map(f -> f.word(List.of("auto", "journal")))
                .orElse("auto");
        return new FileInput(
                path(node.get("path")),
                format.equals("journal"),
                node.text("host", ""),
                node.text("program", ""),
                node.optional("boot").map(LogsConfig::instant).orElse(OptionalLong.empty()));
    }

    private static String path(ConfigNode node) {
        String path = node.text();
        if (!path.startsWith("/")) {
            throw node.error("'" + path + "' must be an absolute path");
        }
        if (path.indexOf("{host}") != path.lastIndexOf("{host}")) {
            throw node.error("'" + path + "' names {host} twice");
        }
        return path;
    }

    private static OptionalLong instant(ConfigNode node) {
        try {
            return OptionalLong.of(Times.nanos(Instant.parse(node.text())));
        } catch (DateTimeException e) {
            throw node.error("'" + node.text() + "' is not a time such as 2025-02-23T10:00:00Z");
        }
    }

    private static ZoneId zone(ConfigNode node) {
        try {
            return ZoneId.of(node.text());
        } catch (DateTimeException e) {
            throw node.error("'" + node.text() + "' is not a zone such as UTC or Europe/Oslo");
        }
    }

    /** {@code host:port} or {@code port}. */
    private static InetSocketAddress address(ConfigNode node) {
        String text = node.text().strip();
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
        String port = text.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw node.error("'" + text + "' is not an address such as 0.0.0.0:5514");
        }
        try {
            InetAddress address = host.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
            return new InetSocketAddress(address, Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw node.error("'" + host + "' is no address of this machine");
        }
    }
}
