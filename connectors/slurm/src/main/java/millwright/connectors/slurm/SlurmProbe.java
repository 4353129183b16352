package millwright.connectors.slurm;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.source.HttpKnock;

/** slurmrestd by its OpenAPI document, or by how it refuses those who bring no token. Stateless. */
final class SlurmProbe implements SourceProbe {
    private static final int USUAL = 6820;

    @Override
    public List<Integer> ports() {
        return List.of(USUAL);
    }

    @Override
    public Optional<Found> ask(Door door) throws IOException, InterruptedException {
        HttpKnock.Answer answer = HttpKnock.get(door, "/openapi/v3", "application/json");
        String address = answer.at().toString().replaceFirst("/openapi/v3$", "");
        String what = "";
        if (answer.status() == 200 && answer.text().contains("/slurm/v0.")) {
            what = "slurmrestd";
        } else if (answer.status() == 401 && answer.text().contains("Authentication failure")) {
            what = "slurmrestd, which wants a token";
        }
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(door, address, what, List.of("user and token-file")));
    }

    @Override
    public String blocks(List<Found> found) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            text.append("  - protocol: slurm\n    name: slurm").append(i == 0 ? "" : "-" + (i + 1));
            text.append("\n    url: \"")
                    .append(found.get(i).address())
                    .append("\"  # ")
                    .append(found.get(i).what());
            text.append("\n    # user: NAME\n    # token-file: FILE         # holds what 'scontrol token' prints\n");
            if (found.get(i).address().startsWith("http:")) {
                text.append("    # insecure-token: true     # a token goes over clear text only when this says so\n");
            }
            text.append("    every: 10s\n");
        }
        return text.toString();
    }
}
