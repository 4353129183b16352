package millwright.bench;

/** A process that draws one heatmap: {@code HeatRun floor|rects|chart WARM FRAMES}; its last line is the result. */
public final class HeatRun {
    private HeatRun() {}

    public static void main(String[] args) throws Exception {
        int warm = Integer.parseInt(args[1]);
        int frames = Integer.parseInt(args[2]);
        String line = switch (args[0]) {
            case "floor" -> Frames.measure(HeatFloor::new, warm, frames);
            case "rects" -> Frames.measure(HeatRects::new, warm, frames);
            case "chart" -> HeatChart.measure(warm, frames);
            default -> throw new IllegalArgumentException("no heatmap is named " + args[0]);
        };
        System.out.println(line);
        System.exit(0);
    }
}
