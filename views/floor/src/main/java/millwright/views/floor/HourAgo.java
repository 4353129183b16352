package millwright.views.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import millwright.desk.ViewContext;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.series.LatestValues;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/**
 * Values of an hour ago for the difference map, reduced to cells as those of now are; asked for once a minute of the plant's
 * time, one question at a time and one a second at most; one that nobody answers is asked again, and whichever answer is the
 * newer counts. While there is nothing to compare with it says why: a cell is
 * blank then because of that, not for want of data. FX thread, answers come back to it.
 */
final class HourAgo {
    private static final long AROUND = Times.MINUTE;
    /** What is further from an hour ago than this is not compared with. */
    private static final long FAR = 5 * Times.MINUTE;
    /** Least time between two questions, ns of the clock on the wall: a recording may play a day a second. */
    static final long PAUSE = 1_000_000_000;

    /** How long one answer is waited for before the same is asked again, ns of the clock on the wall; twice as long each time. */
    static final long PATIENCE = 15_000_000_000L;

    private static final long LONGEST_PATIENCE = 20 * PATIENCE;

    private static final String NO_REASON = "no reason given";

    private final ViewContext context;
    private final LongSupplier nanoTime;
    private final Label said = new Label();
    private @Nullable LatestValues then;
    private long thenAt;
    /** {@link #then} by cell of that plan. */
    private double @Nullable [] before;

    private @Nullable HallPlan reducedFor;
    private long askedAt = Long.MIN_VALUE;
    /** Of whom {@link #then} tells by slot, in that plant. */
    private List<EntityId> entities = List.of();

    private @Nullable Plant known;
    private @Nullable Long lastQuestion;
    private boolean waiting;
    private int question;
    /** The newest question that was answered. */
    private int told;

    private long patience = PATIENCE;
    private int unanswered;
    private boolean news;
    /** Answers to what was asked before the latest {@link #forget} are nobody's. */
    private int asking;

    private String instead = "";

    HourAgo(ViewContext context, LongSupplier nanoTime) {
        this.context = context;
        this.nanoTime = nanoTime;
        said.getStyleClass().addAll("size-cell", "ink-strong", "ground-raise");
        said.setPadding(new Insets(8, 12, 8, 12));
        said.setMouseTransparent(true);
        said.setWrapText(true);
        said.setMaxWidth(620);
        StackPane.setAlignment(said, Pos.TOP_CENTER);
        StackPane.setMargin(said, new Insets(48, 0, 0, 0));
        say("", "");
    }

    /** What stands over the map while there is nothing to compare with; hidden else. */
    Label said() {
        return said;
    }

    /** In place of how many cells have data, while that is not what the map shows. */
    Optional<String> instead() {
        return instead.isEmpty() ? Optional.empty() : Optional.of(instead);
    }

    private void say(String words, String count) {
        said.setText(words);
        said.setVisible(!words.isEmpty());
        instead = count;
    }

    /** Something else is compared from now on. */
    void forget() {
        lose();
        lastQuestion = null;
        known = null;
        say("", "");
    }

    private void lose() {
        then = null;
        before = null;
        askedAt = Long.MIN_VALUE;
        waiting = false;
        patience = PATIENCE;
        unanswered = 0;
        asking++;
    }

    /** Whether the last question was waited for as long as any is. */
    private boolean silent() {
        Long last = lastQuestion;
        return waiting && last != null && nanoTime.getAsLong() - last >= patience;
    }

    private void giveUp() {
        waiting = false;
        askedAt = Long.MIN_VALUE;
        patience = Math.min(2 * patience, LONGEST_PATIENCE);
        unanswered++;
    }

    /** Whether {@link #difference} of the same values may be other than the last. */
    boolean moved(long now) {
        return news || due(now) || far(now) || silent();
    }

    private boolean due(long now) {
        Long last = lastQuestion;
        return !waiting
                && (last == null || nanoTime.getAsLong() - last >= PAUSE)
                && (askedAt == Long.MIN_VALUE || Math.abs(now - askedAt) > Times.MINUTE);
    }

    private boolean far(long now) {
        return then != null && Math.abs(now - Times.HOUR - thenAt) > FAR;
    }

    CellValues difference(CellValues values, Plant plant, HallPlan plan, Metric metric, Level level, long now) {
        news = false;
        EntityKind kind = metric.on().contains(level.kind()) ? level.kind() : EntityKind.GPU;
        if (plant != known && !meet(plant, kind) || far(now)) {
            then = null;
            askedAt = Long.MIN_VALUE;
            reading(now - Times.HOUR);
        }
        if (silent()) {
            giveUp();
        }
        if (due(now)) {
            askedAt = now;
            ask(plant, metric, kind, now - Times.HOUR);
        }
        return minus(values, past(plant, plan, metric, level));
    }

    /**
     * Another plant: what was told by slot is of others, unless the same stand in the same slots.
     *
     * @return whether it is still of use
     */
    private boolean meet(Plant plant, EntityKind kind) {
        List<EntityId> now = new ArrayList<>(plant.count(kind));
        for (int i = 0; i < plant.count(kind); i++) {
            now.add(plant.at(kind, i).id());
        }
        boolean same = known == null || now.equals(entities);
        if (!same) {
            lose();
        }
        known = plant;
        entities = List.copyOf(now);
        return same;
    }

    /** Reduced once an answer and plant. */
    private double[] past(Plant plant, HallPlan plan, Metric metric, Level level) {
        LatestValues past = then;
        double[] reduced = before;
        if (past == null) {
            return new double[0];
        }
        if (reduced == null || reducedFor != plan) {
            reduced = CellValues.of(plant, plan, past, metric, level).values();
            before = reduced;
            reducedFor = plan;
        }
        return reduced;
    }

    private static CellValues minus(CellValues values, double[] before) {
        double[] difference = new double[values.values().length];
        byte[] states = values.states().clone();
        for (int i = 0; i < difference.length; i++) {
            double was = i >= before.length ? Double.NaN : before[i];
            difference[i] = values.values()[i] - was;
            boolean none = states[i] == DataState.OK.ordinal() && Double.isNaN(difference[i]);
            states[i] = none ? (byte) DataState.NO_DATA.ordinal() : states[i];
        }
        return new CellValues(difference, states, values.newest());
    }

    private void reading(long at) {
        say(
                "Reading what was at " + context.clockFace().minutes(at) + ", an hour ago …"
                        + (unanswered == 0 ? "" : " It was not answered, and is asked for again."),
                "reading an hour ago …");
    }

    private void ask(Plant plant, Metric metric, EntityKind kind, long at) {
        if (entities.isEmpty()) {
            return;
        }
        MetricId over = metric.numerator();
        MetricId under = metric.denominator();
        List<MetricId> wanted = over != null && under != null ? List.of(over, under) : List.of(metric.id());
        int mine = asking;
        int number = ++question;
        waiting = true;
        lastQuestion = nanoTime.getAsLong();
        if (then == null) {
            reading(at);
        }
        Map<MetricId, CompletableFuture<Latest>> answers = new HashMap<>();
        for (MetricId one : wanted) {
            WindowQuery query = new WindowQuery(one, entities, at - AROUND, at + AROUND, 1, false);
            answers.put(
                    one,
                    context.history()
                            .query(query)
                            .thenApply(windows -> column(plant, one, kind, windows, at))
                            .toCompletableFuture());
        }
        var _ = CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                .whenComplete((_, problem) -> context.onFx(() -> {
                    if (mine == asking && number > told) {
                        told = number;
                        waiting &= number != question;
                        answered(answers, problem, at);
                    }
                }));
    }

    private void answered(Map<MetricId, CompletableFuture<Latest>> answers, @Nullable Throwable problem, long at) {
        news = true;
        patience = PATIENCE;
        unanswered = 0;
        String when = context.clockFace().minutes(at);
        if (problem != null) {
            String kept = then == null
                    ? "There is nothing to compare with."
                    : "Compared is with " + context.clockFace().minutes(thenAt) + ".";
            say(
                    "What was at " + when + ", an hour ago, could not be read: " + reason(problem) + ". " + kept
                            + " It is asked for again in a minute.",
                    then == null ? "an hour ago could not be read" : "");
            return;
        }
        Map<MetricId, Latest> columns = new HashMap<>();
        answers.forEach((metric, answer) -> columns.put(metric, answer.join()));
        boolean nothing = columns.values().stream()
                .anyMatch(c -> DoubleStream.of(c.values()).allMatch(Double::isNaN));
        then = (metric, of) -> columns.getOrDefault(metric, Latest.none(metric, of, 0, 0));
        thenAt = at;
        before = null;
        say(
                nothing
                        ? "Nothing of this was recorded at " + when + ", an hour ago: there is nothing to compare with."
                        : "",
                nothing ? "nothing recorded an hour ago" : "");
    }

    private static String reason(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause.getMessage() == null
                ? NO_REASON
                : cause.getMessage().strip().replaceFirst("\\.$", "");
    }

    private static Latest column(Plant plant, MetricId metric, EntityKind kind, List<Window> windows, long at) {
        Latest column = Latest.none(metric, kind, plant.revision(), plant.count(kind));
        long[] times = column.times();
        Arrays.fill(times, at);
        for (Window window : windows) {
            EntityId entity = window.entity();
            int index = entity == null ? -1 : plant.indexOf(entity);
            if (index >= 0 && window.count()[0] > 0) {
                int slot = plant.slotOf(index);
                column.values()[slot] = window.mean()[0];
                column.states()[slot] = (byte) DataState.OK.ordinal();
            }
        }
        return column;
    }
}
