package millwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Building a plant of 100,000 GPUs from nothing, in a fresh process, and what it keeps on the heap. */
public final class PlantBench implements Bench {
    private static final String COST = "millwright.bench.PlantCost";

    @Override
    public String name() {
        return "plant";
    }

    @Override
    public List<Row> run() throws Exception {
        // the collector of the program for the time; the serial one, which can be made to compact, for what is retained
        String[] built = said(WireBench.javaAsShipped(List.of(), List.of("-Xmx2g"), COST));
        String[] words = said(WireBench.java(List.of(), List.of("-Xmx2g", "-XX:MarkSweepAlwaysCompactCount=1"), COST));
        long entities = Long.parseLong(words[3]);
        Proof proof = Proof.that(
                Boolean.parseBoolean(words[6]) && Boolean.parseBoolean(built[6]),
                entities + " entities of every kind, " + words[4]
                        + " relations; each GPU found by its id, in the site, with two feeds");
        String what = "plant of 100,000 GPUs with all kinds and relations, names made too";
        return List.of(
                Row.of(what + ", first build of a process", ms(built[0]), "ms", Target.atMost(1000), proof),
                Row.of(what + ", median of nine more", ms(built[1]), "ms", Target.atMost(1000), proof),
                Row.of(
                                "heap it retains, per entity",
                                Double.parseDouble(words[2]) / entities,
                                "B",
                                Target.atMost(400),
                                proof)
                        .beside(new Peer("HashMap and list of records", Double.parseDouble(words[5]) / entities)));
    }

    private static String[] said(Process process) throws IOException, InterruptedException {
        String line;
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            line = said.readLine();
        }
        if (process.waitFor() != 0 || line == null) {
            throw new IOException("the process that builds the plant ended without a result");
        }
        return line.split(" ");
    }

    private static double ms(String word) {
        return Double.parseDouble(word);
    }
}
