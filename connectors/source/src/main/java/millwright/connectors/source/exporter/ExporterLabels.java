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
        int index = number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
        String name = "G" + (number.isEmpty() ? "?" : number) + (mig.isEmpty() ? "" : "." + mig);
        String id = mig.isEmpty() ? local : local + "/mig" + mig;
        return new Seen(EntityId.of(EntityKind.GPU, id), EntityKind.GPU, host, name, index, labels);
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

    private static String host(UnaryOperator<String> label, String fallbackHost) {
        for (String key : HOST_LABELS) {
            String host = label.apply(key);
            if (!host.isEmpty() && !host.equals("localhost")) {
                return host;
            }
        }
        return fallbackHost;
    }
}
