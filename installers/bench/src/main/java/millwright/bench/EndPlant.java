package millwright.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.Prehistory;

/** The plant of 100,000 GPUs that ships as {@code large}, whole or the first of its rows. */
final class EndPlant {
    static final int MOST = 100_000;
    private static final int PER_ROW = 2_000;
    private static final int ROWS = MOST / PER_ROW;
    private static final int TRAINING = 30;
    /** As long as trends of GPUs are kept, told a minute at a time: what grows afterwards is no filling up. */
    private static final Prehistory PAST = new Prehistory(75 * 60, 60, 0);

    private EndPlant() {}

    /** How many GPUs a plant of about so many has: whole rows, five at least. */
    static int of(int gpus) {
        return Math.clamp(gpus / PER_ROW, 5, ROWS) * PER_ROW;
    }

    static Scenario scenario(int gpus) throws IOException {
        int rows = of(gpus) / PER_ROW;
        int training = TRAINING * rows / ROWS;
        String text = put(whole(), "rows: " + ROWS, "rows: " + rows);
        text = put(text, "R1-01..R" + TRAINING + "-25", "R1-01..R" + training + "-25");
        text = put(text, "R" + (TRAINING + 1) + "-01..R" + ROWS, "R" + (training + 1) + "-01..R" + rows);
        text = put(text, "on: R4-12/", "on: R" + Math.min(4, training) + "-12/");
        text = put(text, "tokens: 60e6", "tokens: " + 60e6 * rows / ROWS);
        Scenario made = Scenario.parse("large.yaml", text);
        return new Scenario(
                made.name(),
                made.seed(),
                made.shape(),
                made.hardware(),
                made.power(),
                made.cooling(),
                made.endpoints(),
                made.jobs(),
                made.faults(),
                made.obedience(),
                PAST,
                made.metrics());
    }

    private static String whole() throws IOException {
        try (InputStream in = Scenario.class.getResourceAsStream("large.yaml")) {
            if (in == null) {
                throw new IOException("large.yaml does not ship any more");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String put(String text, String from, String to) throws IOException {
        if (!text.contains(from)) {
            throw new IOException("large.yaml has no '" + from + "' any more");
        }
        return text.replace(from, to);
    }
}
