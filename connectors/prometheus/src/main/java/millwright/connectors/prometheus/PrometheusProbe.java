package millwright.connectors.prometheus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.source.HttpKnock;

/** Exporters by what their {@code /metrics} begin with, and stores by what they tell of themselves. Stateless. */
final class PrometheusProbe implements SourceProbe {
    private static final int DCGM = 9400;
    private static final int NODE = 9100;
    private static final int VLLM = 8000;
    private static final int TRITON = 8002;
    private static final int IPMI = 9290;
    private static final int STORE = 9090;
    private static final int VICTORIA = 8428;

    /** Whoever has protobuf too, as Prometheus and most exporters do, would answer in it where it is offered. */
    private static final String ACCEPT = Formats.TEXT + ",*/*;q=0.1";

    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^# (TYPE|HELP) [a-zA-Z_:]|^[a-zA-Z_:][\\w:]*(\\{[^\\n]*})? [-+0-9.eNI]");
    /** What only that store tells of itself, and its name. */
    private static final List<String[]> STORES = List.of(
            new String[] {"\nprometheus_build_info", "Prometheus"},
            new String[] {"\nvm_data_size_bytes{", "VictoriaMetrics"});

    private static final Pattern GPU = Pattern.compile("UUID=\"([^\"]+)\"");

    /** First part of a name and whose it is; the first that occurs wins. */
    private static final List<String[]> KINDS = List.of(
            new String[] {"DCGM_FI_", "dcgm-exporter"},
            new String[] {"vllm:", "vLLM"},
            new String[] {"nv_inference_", "Triton"},
            new String[] {"dynamo_", "Dynamo"},
            new String[] {"ipmi_", "ipmi_exporter"},
            new String[] {"node_", "node_exporter"});

    @Override
    public List<Integer> ports() {
        return List.of(DCGM, NODE, VLLM, TRITON, IPMI, STORE, VICTORIA);
    }

    @Override
    public Optional<Found> ask(Door door) throws IOException, InterruptedException {
        HttpKnock.Answer answer = HttpKnock.get(door, "/metrics", ACCEPT);
        String address = answer.at().toString();
        if (answer.status() == 401 || answer.status() == 403) {
            // elsewhere anything could ask for a password
            boolean exporter = door.port() == DCGM || door.port() == NODE || door.port() == IPMI;
            return exporter
                    ? Optional.of(
                            new Found(door, address, "an exporter that wants credentials", List.of("credentials")))
                    : Optional.empty();
        }
        String text = answer.text();
        if (answer.status() != 200 || !SAMPLE.matcher(text).find()) {
            return Optional.empty();
        }
        Optional<String> store = STORES.stream()
                .filter(one -> text.contains(one[0]))
                .map(one -> one[1])
                .findFirst();
        String what = store.orElseGet(() -> kind(text));
        return Optional.of(new Found(
                door,
                store.isPresent() ? address.replaceFirst("/metrics$", "") : address,
                what + (answer.trusted() ? "" : ", its certificate is by no authority known here"),
                answer.trusted() ? List.of() : List.of("ca-file")));
    }

    private static String kind(String text) {
        for (String[] kind : KINDS) {
            if (text.startsWith(kind[0]) || text.contains("\n" + kind[0])) {
                long gpus = kind == KINDS.getFirst()
                        ? GPU.matcher(text)
                                .results()
                                .map(MatchResult::group)
                                .distinct()
                                .count()
                        : 0;
                return kind[1] + (gpus == 0 ? "" : ", " + gpus + (gpus == 1 ? " GPU" : " GPUs"));
            }
        }
        return "metrics of another kind";
    }

    @Override
    public String blocks(List<Found> found) {
        StringBuilder text = new StringBuilder();
        List<Found> stores = found.stream()
                .filter(f -> STORES.stream().anyMatch(one -> f.what().startsWith(one[1])))
                .toList();
        List<Found> targets = found.stream().filter(f -> !stores.contains(f)).toList();
        block(
                text,
                "prometheus",
                targets.stream().filter(f -> f.fill().isEmpty()).toList());
        block(
                text,
                "prometheus-tls",
                targets.stream().filter(f -> f.fill().contains("ca-file")).toList());
        block(
                text,
                "prometheus-locked",
                targets.stream().filter(f -> f.fill().contains("credentials")).toList());
        if (!stores.isEmpty()) {
            Found store = stores.getFirst();
            text.append("  - protocol: prometheus\n    name: prometheus-store\n    every: 15s\n");
            text.append(
                    "    # reads what the store has, and its past; what is read from the exporters above is finer\n");
            text.append("    store: \"").append(store.address()).append("\"  # ");
            text.append(store.what()).append('\n');
            for (Found other : stores.subList(1, stores.size())) {
                text.append("    # ").append(other.what()).append(" at ").append(other.address());
                text.append(": a block of its own, if it does not keep the same\n");
            }
        }
        return text.toString();
    }

    private static void block(StringBuilder text, String name, List<Found> targets) {
        if (targets.isEmpty()) {
            return;
        }
        text.append("  - protocol: prometheus\n    name: ").append(name).append("\n    every: 5s\n");
        if (name.endsWith("-tls")) {
            text.append("    # ca-file: FILE            # the authority of their certificates, as PEM\n");
        } else if (name.endsWith("-locked")) {
            text.append(
                    "    # token-file: FILE         # holds a bearer token; or user: NAME with password-file: FILE\n");
        }
        text.append("    targets:\n");
        targets.forEach(t -> text.append("      - \"")
                .append(t.address())
                .append("\"  # ")
                .append(t.what())
                .append('\n'));
        text.append(
                "    # placement: {site: NAME, racks: [ {rack: NAME, row: NAME, hosts: [ \"node1?\" ], top-unit: 44}"
                        + " ]}\n");
    }
}
