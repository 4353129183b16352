package millwright.views.alarms;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import millwright.desk.Situation;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Pen;
import millwright.feed.Alarm;
import millwright.feed.AlarmState;
import millwright.feed.Finding;
import millwright.feed.Priority;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.MetricKind;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.TableColumn;
import org.jspecify.annotations.Nullable;

/** The columns of the list. They look up what they print in the situation of the moment. FX thread. */
final class AlarmColumns {
    static final int ACTION = 9;

    private final Supplier<Situation> situation;
    private final LongSupplier now;
    private final Catalogue catalogue;

    AlarmColumns(Supplier<Situation> situation, LongSupplier now, Catalogue catalogue) {
        this.situation = situation;
        this.now = now;
        this.catalogue = catalogue;
    }

    List<TableColumn<AlarmRow>> all() {
        return List.of(
                column("P", 34, false, this::priority),
                column("State", 78, false, (pen, f, a, box) -> word(pen, a, state(a), box, Token.TEXT)),
                column(
                        "Age",
                        62,
                        true,
                        (pen, f, a, box) ->
                                right(pen, Figures.age(Math.max(0, now.getAsLong() - f.since())), Token.MUTED, box)),
                column("What", 200, false, (pen, f, a, box) -> word(pen, a, what(f), box, Token.STRONG))
                        .growing(),
                column(
                        "Where",
                        130,
                        false,
                        (pen, f, a, box) -> left(pen, Where.of(situation.get().plant(), f.entity()), Token.TEXT, box)),
                column("Now", 92, true, this::value),
                column("Limit", 92, true, (pen, f, a, box) -> right(pen, limit(f), Token.SET, box))
                        .spared(),
                column("Jobs hit", 122, true, (pen, f, a, box) -> right(pen, jobs(f), Token.TEXT, box))
                        .spared(),
                column("Guidance", 240, false, (pen, f, a, box) -> left(pen, f.guidance(), Token.MUTED, box))
                        .growing()
                        .spared(),
                column(
                        "Action",
                        60,
                        true,
                        (pen, f, a, box) ->
                                right(pen, a.state() == AlarmState.ACKNOWLEDGED ? "" : "Ack", Token.TEXT, box)));
    }

    private interface ItemCell {
        void draw(Pen pen, Finding finding, Alarm alarm, TableColumn.Box box);
    }

    private TableColumn<AlarmRow> column(String title, double width, boolean right, ItemCell cell) {
        return new TableColumn<>(title, width, false, right, (pen, row, box) -> {
            Finding finding = situation.get().findings().get(row.key());
            Alarm alarm = situation.get().alarms().get(row.key());
            if (finding != null && alarm != null) {
                cell.draw(pen, finding, alarm, box);
            } else if (row instanceof AlarmRow.Item && title.equals("What")) {
                left(pen, "gone from the list since", Token.MUTED, box);
            }
        });
    }

    private void priority(Pen pen, Finding finding, Alarm alarm, TableColumn.Box box) {
        pen.alarm(alarm.priority(), open(alarm), box.x() + 10, box.y() + (box.h() - 14) / 2, 14);
    }

    /** What stands behind the cells: group headers, the bar of the unacknowledged, the line of the folded. */
    void ground(Pen pen, AlarmRow row, TableColumn.Box box) {
        switch (row) {
            case AlarmRow.Group group -> group(pen, group, box);
            case AlarmRow.More more -> {
                pen.text(more.text(), pen.look().body(12), Token.MUTED, box.x() + 34, box.baseline());
                pen.right("Show", pen.look().body(12), Token.SET, box.x() + box.w(), box.baseline());
            }
            case AlarmRow.Item item -> {
                Alarm alarm = situation.get().alarms().get(item.finding());
                if (alarm != null && open(alarm)) {
                    pen.fill(pen.ink(alarm.priority()), box.x(), box.y() + 1, 3, box.h() - 2);
                }
            }
        }
    }

    private static void group(Pen pen, AlarmRow.Group group, TableColumn.Box box) {
        pen.fill(Token.RAISE, box.x(), box.y(), box.w(), box.h() - 1);
        double middle = box.y() + box.h() / 2;
        pen.symbol(Symbol.CHEVRON_DOWN, Token.TEXT, box.x() + 6, middle - 6, 12);
        double x = box.x() + 28;
        pen.alarm(group.priority(), group.open(), x, middle - 7, 14);
        double end = pen.text(group.id(), pen.look().strong(12), Token.STRONG, x + 22, box.baseline());
        pen.text(group.title(), pen.look().strong(12), Token.STRONG, end + 8, box.baseline(), box.w() * 0.42 - end);
        counts(pen, group, box, box.x() + box.w() * 0.46);
    }

    /** In a narrow list counts stand closer, and what they add up to is left out where it would run into the action. */
    private static void counts(Pen pen, AlarmRow.Group group, TableColumn.Box box, double at) {
        Font font = pen.look().body(12);
        int open = group.unacknowledged();
        String action = open == 0 ? "" : open == 1 ? "Ack 1" : "Ack all " + open;
        String text = Figures.count(group.total(), "alarm") + ", " + open + " unack";
        double end = pen.right(action, font, Token.TEXT, box.x() + box.w(), box.baseline()) - 12;
        double wide = pen.look().width(text, font);
        double step = at + 244 + wide <= end ? 58 : 42;
        for (int p = 0; p < group.counts().length; p++) {
            if (group.counts()[p] > 0) {
                pen.alarm(Priority.values()[p], true, at + p * step, box.y() + box.h() / 2 - 7, 14);
                pen.text(Figures.whole(group.counts()[p]), font, Token.TEXT, at + p * step + 18, box.baseline());
            }
        }
        double told = at + 4 * step + 12;
        if (told + wide <= end) {
            pen.text(text, font, Token.MUTED, told, box.baseline());
        }
    }

    private void value(Pen pen, Finding finding, Alarm alarm, TableColumn.Box box) {
        Color ink = alarm.state() == AlarmState.UNACKNOWLEDGED
                ? pen.ink(alarm.priority())
                : pen.look().color(Token.TEXT);
        pen.right(now(finding), pen.look().strong(12), ink, box.x() + box.w(), box.baseline());
    }

    /** A link that is down no more is up again. */
    String now(Finding finding) {
        String text = number(finding.metric(), finding.now());
        boolean over = !finding.active() && finding.now() == finding.limit() && isState(finding.metric());
        return over ? text + " again" : text;
    }

    String limit(Finding finding) {
        String text = number(finding.metric(), finding.limit());
        if (Double.isNaN(finding.limit())) {
            return text;
        }
        return (isState(finding.metric()) ? "= " : finding.limitIsUpper() ? "≤ " : "≥ ") + text;
    }

    /** A state has a word that is well, not a bound. */
    private boolean isState(@Nullable MetricId metric) {
        return metric != null
                && catalogue
                        .find(metric)
                        .filter(m -> m.kind() == MetricKind.STATE)
                        .isPresent();
    }

    private String number(@Nullable MetricId metric, double value) {
        Metric known = metric == null ? null : catalogue.find(metric).orElse(null);
        return Double.isNaN(value)
                ? "–"
                : known == null
                        ? Figures.digits(value)
                        : Figures.of(value, known).joined();
    }

    private static String what(Finding finding) {
        return finding.count() > 1 ? finding.what() + " × " + Figures.whole(finding.count()) : finding.what();
    }

    private String jobs(Finding finding) {
        if (finding.jobsHit().isEmpty()) {
            return "none";
        }
        EntityId first = finding.jobsHit().getFirst();
        String name = situation.get().plant().find(first).map(e -> e.name()).orElse(first.text());
        return finding.jobsHit().size() == 1
                ? name
                : name + " +" + (finding.jobsHit().size() - 1);
    }

    private static String state(Alarm alarm) {
        return switch (alarm.state()) {
            case UNACKNOWLEDGED -> "Unack";
            case ACKNOWLEDGED -> alarm.by().isEmpty() ? "Ack" : "Ack " + alarm.by();
            case RETURNED -> "Returned";
            case SHELVED -> "Shelved";
            case NORMAL -> "Normal";
        };
    }

    private static boolean open(Alarm alarm) {
        return alarm.state().open();
    }

    private static void word(Pen pen, Alarm alarm, String text, TableColumn.Box box, Token ink) {
        Font font = open(alarm) ? pen.look().strong(12) : pen.look().body(12);
        pen.text(text, font, open(alarm) ? ink : Token.MUTED, box.x(), box.baseline(), box.w() - 8);
    }

    private static void left(Pen pen, String text, Token ink, TableColumn.Box box) {
        pen.text(text, pen.look().body(12), ink, box.x(), box.baseline(), box.w() - 8);
    }

    private static void right(Pen pen, String text, Token ink, TableColumn.Box box) {
        Font font = pen.look().body(12);
        pen.right(pen.look().fit(text, font, box.w()), font, ink, box.x() + box.w(), box.baseline());
    }
}
