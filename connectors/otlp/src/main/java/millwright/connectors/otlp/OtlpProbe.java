package millwright.connectors.otlp;

import java.util.List;
import java.util.Optional;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;

/** Collectors come by themselves: there is nobody to ask, only something to say. Stateless. */
final class OtlpProbe implements SourceProbe {
    @Override
    public List<Integer> ports() {
        return List.of();
    }

    @Override
    public List<String> remarks() {
        return List.of(
                "OpenTelemetry collectors send by themselves: take the comment signs off these two lines and point",
                "their OTLP exporters at the address that this gateway listens on.",
                "- protocol: otlp",
                "  name: otlp");
    }

    @Override
    public Optional<Found> ask(Door door) {
        return Optional.empty();
    }

    @Override
    public String blocks(List<Found> found) {
        return "";
    }
}
