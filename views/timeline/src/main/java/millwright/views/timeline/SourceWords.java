package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import millwright.desk.draw.Figures;
import millwright.feed.SourceState;
import millwright.plant.Layer;
import millwright.plant.Times;

/** For each layer the protocol that speaks most for it and how well the clocks of its sources are known. */
final class SourceWords {
    private static final Map<Layer, List<String>> PROTOCOLS = Map.of(
            Layer.FACILITY, List.of("modbus", "mqtt", "bacnet"),
            Layer.COOLING, List.of("bacnet", "mqtt", "redfish"),
            Layer.NETWORK, List.of("gnmi", "snmp"),
            Layer.NODE, List.of("redfish", "prometheus"),
            Layer.GPU, List.of("dcgm", "prometheus"),
            Layer.JOB, List.of("vllm", "slurm"),
            Layer.LOG, List.of("journald", "logs"),
            Layer.CONTROL, List.of("gateway"));

    private SourceWords() {}

    /** One line for each layer in order, empty where no source speaks for it. */
    static List<String> of(Collection<SourceState> sources) {
        List<String> texts = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            List<String> wanted = PROTOCOLS.getOrDefault(layer, List.of());
            texts.add(sources.stream()
                    .map(SourceState::protocol)
                    .filter(wanted::contains)
                    .findFirst()
                    .map(protocol -> protocol + ", " + clock(protocol, sources))
                    .orElse(""));
        }
        return texts;
    }

    /** The widest of those that somebody measured. */
    private static String clock(String protocol, Collection<SourceState> sources) {
        return sources.stream()
                .filter(s -> s.protocol().equals(protocol) && (s.clockOffset() != 0 || s.clockUncertainty() != 0))
                .map(s -> Math.abs(s.clockUncertainty()))
                .max(Long::compare)
                .map(widest -> "± " + Figures.fixed(widest / (double) Times.MILLI, 0) + " ms")
                .orElse("clock not measured");
    }
}
