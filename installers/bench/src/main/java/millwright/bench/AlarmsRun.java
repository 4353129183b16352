package millwright.bench;

/** A process that draws the alarm screen in a flood: {@code AlarmsRun WARM FRAMES}; its last line is the result. */
public final class AlarmsRun {
    private AlarmsRun() {}

    public static void main(String[] args) throws Exception {
        System.out.println(Frames.measure(AlarmsFlood::new, Integer.parseInt(args[0]), Integer.parseInt(args[1])));
        System.exit(0);
    }
}
