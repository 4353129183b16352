package millwright.desk.shell;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.Situation;
import millwright.desk.TimeControl.Range;
import millwright.feed.Finding;
import millwright.feed.Occurrence;
import millwright.feed.Priority;

/** How many events fell into each bin of a range, and where the P1 to P3 findings began. Immutable. */
record Density(int[] bins, int most, List<Mark> marks) {
    private static final int MOST_MARKS = 40;

    record Mark(long time, Priority priority) {}

    static Density of(Situation situation, Range range, int count) {
        int[] bins = new int[Math.max(1, count)];
        double width = (double) range.length() / bins.length;
        for (Occurrence occurrence : situation.occurrences()) {
            add(bins, range, width, occurrence.time(), occurrence.count());
        }
        List<Mark> marks = new ArrayList<>();
        Priority[] worst = new Priority[bins.length];
        for (Finding finding : situation.findings().values()) {
            add(bins, range, width, finding.since(), 1);
            int bin = (int) Math.floor((finding.since() - range.from()) / width);
            boolean inside = bin >= 0 && bin < bins.length && finding.priority().compareTo(Priority.LOW) < 0;
            if (inside && (worst[bin] == null || finding.priority().compareTo(worst[bin]) < 0)) {
                worst[bin] = finding.priority();
            }
        }
        for (int b = 0; b < bins.length; b++) {
            boolean crowded = !marks.isEmpty() && b > 0 && near(worst, b);
            if (worst[b] != null && marks.size() < MOST_MARKS && !crowded) {
                marks.add(new Mark(range.from() + (long) ((b + 0.5) * width), worst[b]));
            }
        }
        int most = 1;
        for (int bin : bins) {
            most = Math.max(most, bin);
        }
        return new Density(bins, most, marks);
    }

    /** A worse or equal one stands in the bin before: two shapes would overlap. */
    private static boolean near(Priority[] worst, int b) {
        return worst[b] != null && worst[b - 1] != null && worst[b - 1].compareTo(worst[b]) <= 0;
    }

    private static void add(int[] bins, Range range, double width, long time, long count) {
        if (time >= range.from() && time < range.to()) {
            bins[(int) Math.min(bins.length - 1, (time - range.from()) / width)] += (int) Math.min(count, 1_000_000);
        }
    }
}
