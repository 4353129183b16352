package millwright.views.overview;

import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Font;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.Priority;
import millwright.plant.Count;
import millwright.plant.CsvLine;
import millwright.plant.EntityId;
import millwright.styles.Fonts;
import millwright.styles.Token;
import org.jspecify.annotations.Nullable;

/** The racks of the hall in their rows: hue only for the kind of work, shapes for alarms. FX thread. */
final class MiniHall extends Drawn {
    private static final double LEAST_LABEL = 40;
    private static final double MOST_LABEL = 96;
    /** A small hall fills its place and grows with it; a rack stays a rack, a little taller than wide. */
    private static final double PITCH = 64;

    private static final double MOST_PITCH = 160;
    private static final double TALL = 1.3;

    private HallStates states = new HallStates(java.util.List.of(), Map.of());
    private @Nullable EntityId selected;
    private double label = LEAST_LABEL;
    private double pitchX = 15;
    private double pitchY = 30;

    /** @param told rack clicked, and how often */
    MiniHall(ObservableValue<Look> looks, BiConsumer<EntityId, Integer> told) {
        super(looks);
        setMinHeight(90);
        setOnMouseClicked(e -> {
            EntityId hit = hit(e);
            if (hit != null && e.getButton() == MouseButton.PRIMARY) {
                told.accept(hit, e.getClickCount());
            }
        });
    }

    /** Racks, and rows that something is wrong with. */
    String csv() {
        StringBuilder rows = new StringBuilder("place,id,work,worst alarm,unacknowledged\n");
        for (HallStates.Row row : states.rows()) {
            if (row.alarm() != Priority.INFO) {
                rows.append(CsvLine.of(row.name(), row.id(), "", row.alarm(), row.unacknowledged()));
            }
            for (HallStates.Rack rack : row.racks()) {
                boolean wrong = rack.alarm() != Priority.INFO;
                rows.append(CsvLine.of(
                        rack.name(),
                        rack.id(),
                        rack.kind().word(),
                        wrong ? rack.alarm() : null,
                        wrong ? rack.unacknowledged() : null));
            }
        }
        return rows.toString();
    }

    void show(HallStates next, @Nullable EntityId chosen) {
        states = next;
        selected = chosen;
        setAccessibleText("Hall, " + Count.of(next.racks(), "rack") + ", " + next.counts());
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        if (states.rows().isEmpty()) {
            String none = "No racks yet. They appear as soon as a source names hosts and GPUs.";
            pen.text(none, look().body(Fonts.CELL), Token.MUTED, 0, look().scaled(24), w);
            return;
        }
        double head = look().scaled(22);
        double foot = look().scaled(26);
        int most = states.rows().stream()
                .flatMap(r -> r.racks().stream())
                .mapToInt(HallStates.Rack::position)
                .max()
                .orElse(1);
        double widest = states.rows().stream()
                .mapToDouble(r -> look().width(r.name(), look().body(Fonts.LABEL)))
                .max()
                .orElse(0);
        label = Math.clamp(Math.ceil(widest) + 24, LEAST_LABEL, MOST_LABEL);
        double room = (h - head - foot) / Math.max(1, states.rows().size());
        pitchX = Math.min(Math.clamp(room / TALL, PITCH, MOST_PITCH), (w - label) / most);
        pitchY = Math.min(Math.max(30, pitchX * TALL), room);
        int every = pitchX >= 30 ? 1 : pitchX * 4 >= 30 ? 4 : (int) Math.ceil(30 / pitchX);
        for (int position = 1; position <= most; position += every) {
            pen.text(
                    "%02d".formatted(position),
                    look().condensed(Fonts.LABEL),
                    Token.MUTED,
                    label + (position - 1) * pitchX,
                    look().scaled(14));
        }
        for (int i = 0; i < states.rows().size(); i++) {
            row(pen, states.rows().get(i), head + i * pitchY);
        }
        legend(pen, w, h - look().scaled(8));
    }

    private void row(Pen pen, HallStates.Row row, double y) {
        double height = Math.max(3, pitchY - Math.max(1, pitchY * 0.27));
        if (pitchY >= 10) {
            if (row.alarm() != Priority.INFO) {
                pen.alarm(row.alarm(), row.unacknowledged(), 0, y + (height - 14) / 2, 14);
            }
            pen.text(row.name(), look().body(Fonts.LABEL), Token.MUTED, 18, y + height / 2 + 4, label - 20);
        }
        for (HallStates.Rack rack : row.racks()) {
            double x = label + (rack.position() - 1) * pitchX;
            double width = Math.max(2, pitchX - Math.max(1, pitchX * 0.13));
            body(pen, rack.kind(), x, y, width, height);
            if (rack.alarm() != Priority.INFO) {
                double size = Math.min(width > 84 ? 24 : width > 28 ? 16 : 12, Math.max(6, Math.min(width, height)));
                pen.alarm(rack.alarm(), rack.unacknowledged(), x + (width - size) / 2, y + (height - size) / 2, size);
            }
            if (rack.id().equals(selected)) {
                pen.frame(look().color(Token.SEL), 2, x - 2, y - 2, width + 4, height + 4);
            }
        }
    }

    private static void body(Pen pen, HallStates.Kind kind, double x, double y, double w, double h) {
        switch (kind) {
            case INFERENCE -> pen.fill(Token.FILL_3, x, y, w, h);
            case TRAINING -> pen.fill(Token.FILL_4, x, y, w, h);
            case IDLE -> pen.fill(Token.RAISE, x, y, w, h);
            case STALE -> {
                pen.fill(Token.RAISE, x, y, w, h);
                hatch(pen, x, y, w, h);
            }
            case OFF -> pen.frame(Token.TEXT, x, y, w, h, 3, 3);
            case UNKNOWN -> {
                pen.frame(Token.LINE, x, y, w, h);
                pen.hline(Token.MUTED, x + w / 2 - 3, x + w / 2 + 3, Math.round(y + h / 2));
            }
            case FORBIDDEN -> {
                pen.frame(Token.LINE, x, y, w, h);
                for (double dy = 2; dy < h - 2; dy += 3) {
                    for (double dx = 2; dx < w - 2; dx += 3) {
                        pen.fill(Token.EQUIP, x + dx, y + dy, 1, 1);
                    }
                }
            }
        }
    }

    private static void hatch(Pen pen, double x, double y, double w, double h) {
        pen.graphics().save();
        pen.graphics().beginPath();
        pen.graphics().rect(x, y, w, h);
        pen.graphics().clip();
        for (double d = -h; d < w; d += 6) {
            pen.line(Token.MUTED, 1.6, x + d, y + h, x + d + h, y);
        }
        pen.graphics().restore();
    }

    private void legend(Pen pen, double w, double baseline) {
        boolean many = states.counts().keySet().stream()
                        .filter(kind -> kind.ordinal() >= HallStates.Kind.STALE.ordinal())
                        .count()
                > 1;
        Font font = many ? look().condensed(Fonts.LABEL) : look().body(Fonts.LABEL);
        double x = 18;
        for (HallStates.Kind kind : HallStates.Kind.values()) {
            int count = states.counts().getOrDefault(kind, 0);
            boolean special = kind.ordinal() >= HallStates.Kind.STALE.ordinal();
            String text = special ? kind.word() + " " + count : kind.word();
            if (special && count == 0) {
                continue;
            }
            body(pen, kind, x, baseline - 9, 11, 11);
            x = pen.text(text, font, Token.MUTED, x + 16, baseline, Math.max(0, w - x - 16)) + (many ? 10 : 16);
        }
    }

    private @Nullable EntityId hit(MouseEvent e) {
        HallStates.Row row = row(e.getY());
        HallStates.Rack rack = row == null ? null : rack(row, e.getX());
        return rack != null ? rack.id() : row != null && e.getX() < label ? row.id() : null;
    }

    /** The middle of a rack of the first row, px. @param position from 1 */
    double[] place(int position) {
        return new double[] {label + (position - 0.5) * pitchX, look().scaled(22) + pitchY / 2};
    }

    private HallStates.@Nullable Row row(double y) {
        int row = (int) Math.floor((y - look().scaled(22)) / pitchY);
        return row < 0 || row >= states.rows().size() ? null : states.rows().get(row);
    }

    private HallStates.@Nullable Rack rack(HallStates.Row row, double x) {
        int position = (int) Math.floor((x - label) / pitchX) + 1;
        return x < label
                ? null
                : row.racks().stream()
                        .filter(r -> r.position() == position)
                        .findFirst()
                        .orElse(null);
    }

    /** The rack or row under the pointer: its name, its work and the worst that stands there; null elsewhere. */
    @Nullable
    String tip(double x, double y) {
        HallStates.Row row = row(y);
        HallStates.Rack rack = row == null ? null : rack(row, x);
        if (rack != null) {
            return rack.name() + ": " + rack.kind().said() + alarm(rack.alarm(), rack.unacknowledged(), "");
        }
        return row == null || x >= label
                ? null
                : "Row " + row.name() + ": " + Count.of(row.racks().size(), "rack")
                        + alarm(row.alarm(), row.unacknowledged(), " of the row itself");
    }

    private static String alarm(Priority worst, boolean unacknowledged, String of) {
        return worst == Priority.INFO
                ? "\nno alarm" + of
                : "\nworst alarm" + of + ": " + worst.name().toLowerCase(Locale.ROOT)
                        + (unacknowledged ? ", not acknowledged" : ", acknowledged");
    }
}
