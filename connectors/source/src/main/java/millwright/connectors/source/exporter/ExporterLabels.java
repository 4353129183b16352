package millwright.connectors.source.exporter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** Which host, GPU or endpoint the labels of dcgm-exporter and of serving engines mean. Keeps nothing. Any thread. */
public final class ExporterLabels {
    private static final List<String> HOST_LABELS = List.of("Hostname", "hostname", "host", "node", "nodename");

    private ExporterLabels() {}

    /** Whom a field is told of: all that is not of an instance is of the board, in however many instances it comes. */
    public static Seen gpu(DcgmFields.Field field, UnaryOperator<String> label, String fallbackHost) {
        return field.ofInstance() ? gpu(label, fallbackHost) : board(label, fallbackHost);
    }

    /** @param label value of a label, empty where there is none @param fallbackHost where none names the host */
    public static Seen gpu(UnaryOperator<String> label, String fallbackHost) {
        String host = host(label, fallbackHost);
        String uuid = label.apply("UUID").isEmpty() ? label.apply("uuid") : label.apply("UUID");
        String number = label.apply("gpu");
        String mig = label.apply("GPU_I_ID");
        String local = uuid.isEmpty() ? host + "/" + number : uuid;
        Map<String, String> labels = new TreeMap<>();
        putIfSaid(labels, "dcgm.uuid", uuid);
        putIfSaid(labels, "dcgm.gpu", number);
        putIfSaid(labels, "pci", label.apply("pci_bus_id"));
        putIfSaid(labels, "model", label.apply("modelName"));
        putIfSaid(labels, "mig", mig);
        putIfSaid(labels, "mig.profile", label.apply("GPU_I_PROFILE"));
        int index = number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
        if (!mig.isEmpty()) {
            EntityId id = EntityId.of(EntityKind.GPU_INSTANCE, local + "/mig" + mig);
            return new Seen(id, EntityKind.GPU_INSTANCE, host, "MIG" + mig, index, labels);
        }
        String name = "G" + (number.isEmpty() ? "?" : number);
        return new Seen(EntityId.of(EntityKind.GPU, local), EntityKind.GPU, host, name, index, labels);
    }

    /** A host by its name alone. */
    public static Seen node(String host) {
        return new Seen(EntityId.of(EntityKind.NODE, host), EntityKind.NODE, host, host, 0, Map.of("host", host));
    }

    /** The whole GPU, whichever of its instances the labels name. */
    public static Seen board(UnaryOperator<String> label, String fallbackHost) {
        return gpu(key -> key.startsWith("GPU_I_") ? "" : label.apply(key), fallbackHost);
    }

    /** @param label value of a label, empty where there is none @param fallbackHost where none names the host */
    public static Seen endpoint(UnaryOperator<String> label, String fallbackHost) {
        return endpoint(label.apply("model_name"), host(label, fallbackHost));
    }

    /** @param model what is served, empty when unknown */
    public static Seen endpoint(String model, String host) {
        String local = (model.isEmpty() ? "endpoint" : model) + "@" + host;
        EntityId id = EntityId.of(EntityKind.ENDPOINT, local);
        return new Seen(id, EntityKind.ENDPOINT, host, local, 0, Map.of("model", model));
    }

    private static void putIfSaid(Map<String, String> labels, String key, String value) {
        if (!value.isEmpty()) {
            labels.put(key, value);
        }
    }

    /** The host that the labels name, else the one given; "localhost" names none. */
    public static String host(UnaryOperator<String> label, String fallbackHost) {
        for (String key : HOST_LABELS) {
            String host = label.apply(key);
            if (!host.isEmpty() && !host.equals("localhost")) {
                return host;
            }
        }
        return fallbackHost;
    }
}
