package millwright.bench;

import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a program, looks at the screen until it shows what is waited for, and says the seconds: frame, numbers. */
final class StartWatch {
    private static final double PATIENCE_SECONDS = 60;
    /** The rail and the top bar: anything but the black of an empty screen. */
    private static final Rectangle WINDOW = new Rectangle(4, 100, 40, 40);
    /** The number in the first tile of the overview; a dash is far less ink. Only what comes after a dash is a number. */
    private static final Rectangle NUMBER = new Rectangle(84, 130, 160, 26);

    private static final int INK = 180;
    private static final int LOOK_MILLIS = 5;

    private StartWatch() {}

    public static void main(String[] command) throws Exception {
        Robot robot = new Robot();
        robot.createScreenCapture(NUMBER); // its own start is not counted
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        String options = System.getProperty("bench.start.options", "");
        builder.environment().put("MILLWRIGHT_JAVA_OPTS", "-Dprism.order=sw " + options);
        long start = System.nanoTime();
        Process process = builder.start();
        double frame = 0;
        double numbers = 0;
        boolean dash = false;
        while (numbers == 0 && seconds(start) < PATIENCE_SECONDS) {
            frame = frame == 0 && lit(robot.createScreenCapture(WINDOW), 60) > 1_000 ? seconds(start) : frame;
            TimeUnit.MILLISECONDS.sleep(
                    LOOK_MILLIS); // looking all the time would take the second core from what starts
            int ink = frame > 0 ? lit(robot.createScreenCapture(NUMBER), 300) : 0;
            dash |= ink > 0 && ink < INK;
            numbers = dash && ink > INK ? seconds(start) : 0;
        }
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        System.out.println(numbers == 0 ? "nothing" : frame + " " + numbers);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Pixels brighter than this sum of their three colours: 60 is anything drawn, 300 is text. */
    private static int lit(BufferedImage image, int brighter) {
        int lit = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                lit += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255) > brighter ? 1 : 0;
            }
        }
        return lit;
    }
}
