package millwright.bench;

import java.util.List;

/** The floor's heatmap of 100,000 cells, all of which change in each frame, in a window of 1600x900. */
public final class HeatBench implements Bench {
    private static final int FRAMES = Integer.getInteger("bench.frames", 2_000);

    @Override
    public String name() {
        return "heatmap";
    }

    @Override
    public List<Row> run() throws Exception {
        String what = "heatmap frame, " + HeatLoad.CELLS
                + " cells changing, 1600x900, software pipeline, outlines, legend and labels, p95 of pulse start to end of rendering";
        if (!Screen.available()) {
            return List.of(Row.of(what, 0, "ms", Target.atMost(8), Proof.that(false, "no Xvfb here, not measured")));
        }
        try (Screen screen = Screen.open()) {
            Drawn floor = draw(screen, "floor", FRAMES / 4, FRAMES);
            Drawn rects = draw(screen, "rects", FRAMES / 20, FRAMES / 10);
            Drawn chart = draw(screen, "chart", 10, 40);
            Proof proof = Proof.that(
                    floor.sound() && rects.sound() && chart.sound(),
                    floor.times() + "; " + floor.pictures()
                            + ", every cell's pixels equal to an oracle, legend and labels there");
            return List.of(Row.of(what, floor.p95(), "ms", Target.atMost(8), proof)
                    .beside(
                            new Peer("JavaFX fillRect on a canvas, cells only", rects.p95()),
                            new Peer("JFreeChart XYBlockRenderer, in memory only", chart.p95())));
        }
    }

    private static Drawn draw(Screen screen, String what, int warm, int frames) throws Exception {
        return Drawn.of(screen.run(List.of("-Xmx1g"), "millwright.bench.HeatRun", what, "" + warm, "" + frames));
    }
}
