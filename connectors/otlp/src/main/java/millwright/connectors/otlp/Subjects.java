package millwright.connectors.otlp;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.source.exporter.ExporterLabels;
import millwright.connectors.source.exporter.Seen;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/**
 * Whom a point is about. Remembers what it found for the same attributes, at most {@link #MOST} times, then begins anew.
 * One thread.
 */
final class Subjects {
    private static final int MOST = 100_000;
    private static final Pattern PCI =
            Pattern.compile("([0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENDING = Pattern.compile("(?:[^-]*[^0-9-])?(\\d{1,3})");

    private record Key(Rule.On on, String host, Attributes resource, Attributes attributes) {}

    private final Map<Key, Seen> known = new HashMap<>();

    /** The machine that a resource names; {@code peer} when it names none. */
    static String host(Attributes resource, String peer) {
        String host =
                resource.first("host.name", "k8s.node.name", "server.address", "net.host.name", "service.instance.id");
        int port = host.lastIndexOf(':');
        boolean ported = port > 0
                && host.indexOf(':') == port
                && host.substring(port + 1).matches("\\d{1,5}");
        host = ported ? host.substring(0, port) : host;
        return host.isEmpty() || host.equals("localhost") ? peer : host;
    }

    /** @throws IllegalArgumentException when its name can be no entity's */
    Seen find(Rule.On on, String host, Attributes resource, Attributes attributes) {
        Key key = new Key(on, host, resource, attributes);
        Seen found = known.get(key);
        if (found == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            found = make(on, host, resource, attributes);
            known.put(key, found);
        }
        return found;
    }

    private static Seen make(Rule.On on, String host, Attributes resource, Attributes attributes) {
        UnaryOperator<String> label = name -> {
            String own = attributes.text(name);
            return own.isEmpty() ? resource.text(name) : own;
        };
        return switch (on) {
            case EXPORTER_GPU -> ExporterLabels.gpu(label, host);
            case EXPORTER_BOARD -> ExporterLabels.board(label, host);
            case EXPORTER_HOST -> node(ExporterLabels.host(label, host), Attributes.NONE);
            case ENGINE -> ExporterLabels.endpoint(label, host);
            case MODEL -> {
                String model = attributes.first("gen_ai.response.model", "gen_ai.request.model");
                String server = attributes.text("server.address");
                String port = attributes.text("server.port");
                String where = server.isEmpty() ? host : port.isEmpty() ? server : server + ":" + port;
                yield ExporterLabels.endpoint(model, where);
            }
            case HOST -> node(host, resource);
            case HW_GPU -> hardware(EntityKind.GPU, host, label);
            case HW_NIC -> hardware(EntityKind.NIC, host, label);
        };
    }

    static Seen node(String host, Attributes resource) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("host", host);
        put(labels, "host.id", resource.text("host.id"));
        return new Seen(EntityId.of(EntityKind.NODE, host), EntityKind.NODE, host, host, 0, labels);
    }

    private static Seen hardware(EntityKind kind, String host, UnaryOperator<String> label) {
        String id = label.apply("hw.id");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a component without hw.id");
        }
        boolean uuid = kind == EntityKind.GPU && id.startsWith("GPU-");
        Map<String, String> labels = new TreeMap<>();
        labels.put("hw.id", id);
        put(labels, "serial", label.apply("hw.serial_number"));
        put(labels, "model", label.apply("hw.model"));
        put(labels, "dcgm.uuid", uuid ? id : "");
        put(labels, "pci", PCI.matcher(id).matches() ? id : "");
        String name = label.apply("hw.name");
        String local = uuid ? id : host + "/" + id;
        return new Seen(EntityId.of(kind, local), kind, host, name.isEmpty() ? id : name, index(id), labels);
    }

    /** The number that an id such as {@code gpu3} ends with; that of a UUID means nothing. */
    private static int index(String id) {
        Matcher number = ENDING.matcher(id);
        return number.matches() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static void put(Map<String, String> labels, String key, String value) {
        if (!value.isEmpty()) {
            labels.put(key, value);
        }
    }
}
