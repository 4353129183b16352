package millwright.bench;

import java.util.List;

/** A strip over 10 million samples whose window moves in each frame, from raw samples and from the pyramid. */
public final class StripBench implements Bench {
    private static final int FRAMES = Integer.getInteger("bench.frames", 2_000);

    @Override
    public String name() {
        return "strip";
    }

    @Override
    public List<Row> run() throws Exception {
        String what =
                "line strip frame, 10 M points, axes included, window moving, 1600x900, p95 of pulse start to end of rendering, ";
        if (!Screen.available()) {
            return List.of(Row.of(what, 0, "ms", Target.atMost(16), Proof.that(false, "no Xvfb here, not measured")));
        }
        try (Screen screen = Screen.open()) {
            Drawn pyramid = draw(screen, "pyramid", FRAMES / 4, FRAMES);
            Drawn raw = draw(screen, "raw", Math.max(50, FRAMES / 40), Math.max(50, FRAMES / 10));
            Drawn chart = draw(screen, "chart", 3, 20);
            Peer peer = new Peer("JFreeChart SamplingXYLineRenderer, in memory only", chart.p95());
            return List.of(row(what + "from raw points", raw, peer), row(what + "from the pyramid", pyramid, peer));
        }
    }

    private static Row row(String what, Drawn drawn, Peer peer) {
        Proof proof = Proof.that(
                drawn.sound(),
                drawn.times() + "; " + drawn.pictures()
                        + ", columns equal to brute-force minima and maxima, the one-sample spike in the pixels");
        return Row.of(what, drawn.p95(), "ms", Target.atMost(16), proof).beside(peer);
    }

    private static Drawn draw(Screen screen, String what, int warm, int frames) throws Exception {
        return Drawn.of(screen.run(List.of("-Xmx1g"), "millwright.bench.StripRun", what, "" + warm, "" + frames));
    }
}
