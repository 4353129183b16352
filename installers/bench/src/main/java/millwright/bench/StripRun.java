package millwright.bench;

/** A process that draws one strip: {@code StripRun raw|pyramid|chart WARM FRAMES}; its last line is the result. */
public final class StripRun {
    private StripRun() {}

    public static void main(String[] args) throws Exception {
        int warm = Integer.parseInt(args[1]);
        int frames = Integer.parseInt(args[2]);
        String line = switch (args[0]) {
            case "raw" -> Frames.measure(() -> new StripLine(false), warm, frames);
            case "pyramid" -> Frames.measure(() -> new StripLine(true), warm, frames);
            case "chart" -> StripPeer.measure(warm, frames);
            default -> throw new IllegalArgumentException("no strip is named " + args[0]);
        };
        System.out.println(line);
        System.exit(0);
    }
}
