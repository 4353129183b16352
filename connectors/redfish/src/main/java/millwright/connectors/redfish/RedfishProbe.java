package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.source.HttpKnock;

/** Controllers by their service root, which anybody may read. Stateless. */
final class RedfishProbe implements SourceProbe {
    @Override
    public List<Integer> ports() {
        return List.of(443);
    }

    @Override
    public Optional<Found> ask(Door door) throws IOException, InterruptedException {
        HttpKnock.Answer answer = HttpKnock.get(door, "/redfish/v1/", "application/json");
        if (answer.status() != 200) {
            return Optional.empty();
        }
        try {
            Document root = Document.parse(answer.http().body(), "/redfish/v1/", "");
            Optional<String> version = root.text("RedfishVersion");
            List<String> fill = new ArrayList<>(List.of("user and password-file"));
            if (!answer.trusted()) {
                fill.add("ca-file");
            }
            return version.map(v -> new Found(
                    door,
                    answer.at().resolve("/").toString().replaceFirst("/$", ""),
                    ("Redfish " + v + " " + root.text("Vendor", "") + " " + root.text("Product", "")).strip(),
                    fill));
        } catch (Garbled e) {
            return Optional.empty();
        }
    }

    @Override
    public String blocks(List<Found> found) {
        boolean doubted = found.stream().anyMatch(f -> f.fill().contains("ca-file"));
        StringBuilder text = new StringBuilder("  - protocol: redfish\n    name: redfish\n    every: 10s\n");
        text.append("    # user: NAME               # of the controllers; one that may only read is enough to watch\n");
        text.append("    # password-file: FILE\n");
        if (doubted) {
            text.append("    # ca-file: FILE            # their certificates are by no authority known here\n");
        }
        text.append("    read-only: true            # false to let power limits be set\n    bmcs:\n");
        found.forEach(f -> text.append("      - \"")
                .append(f.address())
                .append("\"  # ")
                .append(f.what())
                .append('\n'));
        return text.toString();
    }
}
