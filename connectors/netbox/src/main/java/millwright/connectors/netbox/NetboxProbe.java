package millwright.connectors.netbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.source.HttpKnock;

/** NetBox by the version that every answer of its interface carries, also a refusal. Stateless. */
final class NetboxProbe implements SourceProbe {
    @Override
    public List<Integer> ports() {
        return List.of(443, 80, 8080);
    }

    @Override
    public Optional<Found> ask(Door door) throws IOException, InterruptedException {
        HttpKnock.Answer answer = HttpKnock.get(door, "/api/", "application/json");
        String version = answer.header("API-Version");
        boolean refused = answer.status() == 401 || answer.status() == 403;
        boolean told = answer.status() == 200 && answer.text().contains("\"dcim\"");
        if (version.isEmpty() || !refused && !told) {
            return Optional.empty();
        }
        List<String> fill = new ArrayList<>(List.of("token-file"));
        if (!answer.trusted()) {
            fill.add("ca-file");
        }
        String address = answer.at().toString().replaceFirst("/api/$", "");
        return Optional.of(new Found(door, address, "NetBox " + version, fill));
    }

    @Override
    public String blocks(List<Found> found) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            Found one = found.get(i);
            text.append("  - protocol: netbox\n    name: netbox").append(i == 0 ? "" : "-" + (i + 1));
            text.append("\n    url: \"").append(one.address()).append("\"  # ").append(one.what());
            text.append("\n    # token-file: FILE         # a token that may read is enough\n");
            if (one.fill().contains("ca-file")) {
                text.append("    # ca-file: FILE            # its certificate is by no authority known here\n");
            }
            if (one.address().startsWith("http:")) {
                text.append("    # insecure-token: true     # a token goes over clear text only when this says so\n");
            }
            text.append("    # sites: [ SLUG ]          # all sites when left out\n    every: 10m\n");
        }
        return text.toString();
    }
}
