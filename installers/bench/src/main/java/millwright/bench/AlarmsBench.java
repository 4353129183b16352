package millwright.bench;

import java.util.List;

/** The alarm list in a flood, in a window of 1600x900: 10,000 active alarms of which 1,000 change each second. */
public final class AlarmsBench implements Bench {
    private static final int FRAMES = Integer.getInteger("bench.frames", 2_000);

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public List<Row> run() throws Exception {
        String what = "alarm list, " + AlarmsFlood.ACTIVE + " active, " + AlarmsFlood.CHANGES_PER_SECOND
                + " changes/s, 1600x900, software pipeline, p99 of pulse start to end of rendering";
        if (!Screen.available()) {
            return List.of(Row.of(what, 0, "ms", Target.atMost(16), Proof.that(false, "no Xvfb here, not measured")));
        }
        try (Screen screen = Screen.open()) {
            Drawn drawn =
                    Drawn.of(screen.run(List.of("-Xmx1g"), "millwright.bench.AlarmsRun", "" + FRAMES / 4, "" + FRAMES));
            Proof proof = Proof.that(
                    drawn.sound(),
                    drawn.times() + "; " + drawn.pictures() + ", all alarms known and changing at that rate");
            return List.of(Row.of(what, drawn.p99(), "ms", Target.atMost(16), proof));
        }
    }
}
