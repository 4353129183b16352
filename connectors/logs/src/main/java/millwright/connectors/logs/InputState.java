package millwright.connectors.logs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import millwright.connectors.source.SourceWatch;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;

/** How one input is doing: lines, events, what could not be read. Any thread. */
final class InputState {
    private static final int LONGEST = 150;
    private static final int LONGEST_PROBLEM = 160;
    /** Problems of different kinds that may come between two reports and are all told. */
    static final int MOST_UNTOLD = 16;

    private final SourceWatch watch;
    private final LongSupplier clock;
    private String what;
    private int lines;
    private long allLines;
    private long allEvents;
    private long problems;
    private long told;
    private String example = "";
    /** Oldest first, none twice: a report tells one of them, so that none takes the place of another before it was told. */
    private final Deque<String> untold = new ArrayDeque<>();

    private long early = Long.MIN_VALUE;
    private long unsure;
    private boolean working;

    /** @param input such as {@code /var/log/kern.log} or {@code udp} */
    InputState(String source, String input, LongSupplier clock) {
        String name = (source + "/" + input).replaceAll("[\\p{Cntrl}]", "?").replace("//", "/");
        int cut = name.length() - LONGEST;
        String end =
                cut > 0 ? source + "/…" + name.substring(Math.min(name.length(), source.length() + 1 + cut)) : name;
        this.watch = new SourceWatch(EntityId.of(EntityKind.SOURCE, end), "logs");
        this.clock = clock;
        this.what = input;
    }

    /** @param told a problem beside what else is said of it, empty for none */
    synchronized void beside(Supplier<String> told) {
        watch.beside(told);
    }

    /** It is being read. @param described for people, such as {@code listening on 0.0.0.0:5514} */
    synchronized void works(String described) {
        what = described;
        working = true;
    }

    synchronized void failed(String why) {
        working = false;
        watch.failed(why, clock.getAsLong());
    }

    synchronized int failures() {
        return watch.failures();
    }

    synchronized void line(boolean event) {
        lines++;
        allLines++;
        allEvents += event ? 1 : 0;
    }

    /** A line came as it was written: the one with the least delay shows how far its clock is ahead. */
    synchronized void clock(long ahead, long resolution) {
        if (ahead > early) {
            early = ahead;
            unsure = resolution;
        }
    }

    synchronized void problem(String of) {
        problems++;
        String words = of.length() > LONGEST_PROBLEM ? of.substring(0, LONGEST_PROBLEM) : of;
        if (!untold.contains(words)) {
            if (untold.size() == MOST_UNTOLD) {
                untold.removeLast();
            }
            untold.addLast(words);
        }
    }

    synchronized void problems(long count) {
        problems += count;
    }

    synchronized SourceState report() {
        long now = clock.getAsLong();
        if (working) {
            example = untold.isEmpty() ? example : untold.removeFirst();
            String text = what + ": " + allLines + " lines, " + allEvents + " events"
                    + (problems > 0
                            ? ", " + problems + " not readable" + (example.isEmpty() ? "" : ": " + example)
                            : "");
            watch.succeeded(lines, text, 0, now);
            // a delay looks like a clock behind; only a line from the future proves that the clock is off
            boolean ahead = early > unsure;
            watch.clock(ahead ? early : 0, ahead ? unsure : Times.SECOND);
            watch.missing(ahead ? List.of("lines from the future: the clock of a sender is ahead") : List.of());
            watch.problems(problems - told, example);
            watch.example(example);
            told = problems;
        }
        lines = 0;
        early = Long.MIN_VALUE;
        return watch.report(now);
    }
}
