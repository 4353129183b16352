package millwright.views.alarms;

import java.util.Arrays;
import javafx.beans.value.ObservableValue;
import millwright.desk.draw.Drawn;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.Priority;
import millwright.styles.Token;
import millwright.views.kit.Looks;
import org.jspecify.annotations.Nullable;

/** The rate strip: is this list one that a person can work through? 64 px high. */
final class RateTiles extends Drawn {
    private @Nullable AlarmRates rates;
    private boolean judged = true;

    /** Alarms an hour that an operator can follow. */
    private static final double MANAGEABLE = 12;

    RateTiles(ObservableValue<Look> looks) {
        super(Looks.plain(looks), looks.getValue().textScale());
        setMinHeight(64 * zoom());
        setPrefHeight(64 * zoom());
    }

    /** @param looked whether anybody looked for alarms: else none is not known to be none */
    void show(AlarmRates newRates, boolean looked) {
        rates = newRates;
        judged = looked;
        repaint();
    }

    @Override
    protected void draw(Pen pen, double w, double h) {
        AlarmRates r = rates;
        if (r == null) {
            return;
        }
        double pitch = (w + 16) / 5;
        tile(pen, 0, pitch, h, "Last 10 min", r.last10Min(), "alarms", "target ≤ 1 per 10 min (EEMUA 191)", r.flood());
        tile(pen, 1, pitch, h, "Peak 10 min, last hour", r.peak10Min(), "alarms", "flood above 10 per 10 min", false);
        tile(
                pen,
                2,
                pitch,
                h,
                "Rate, at most 1 h back",
                Math.round(r.perHour()),
                "alarms/h",
                "manageable ≤ 12/h (site)",
                r.perHour() > MANAGEABLE);
        tile(pen, 3, pitch, h, "Standing over 24 h", r.standing(), "alarms", "limit ≤ 10", r.standing() > 10);
        tile(
                pen,
                4,
                pitch,
                h,
                "Chattering",
                r.chattering(),
                "sources",
                "counted, not hidden; limit 0",
                r.chattering() > 0);
    }

    private void tile(
            Pen pen, int i, double pitch, double h, String name, long value, String unit, String context, boolean bad) {
        double x = i * pitch;
        double w = pitch - 16;
        pen.fill(Token.CHROME, x, 0, w, h);
        if (bad) {
            pen.frame(pen.ink(Priority.HIGH), 1, x, 0, w, h);
            pen.alarm(Priority.HIGH, true, x + w - 22, 8, 14);
        }
        pen.text(name, look().body(11), Token.TEXT, x + 12, 18, w - 14);
        Token ink = value == 0 ? Token.MUTED : bad ? Token.ALARM_2_INK : Token.STRONG;
        double end = pen.text(value == 0 && !judged ? "–" : Figures.whole(value), look().strong(16), ink, x + 12, 38);
        double told = pen.text(unit, look().body(11), Token.MUTED, end + 4, 38);
        boolean fits = look().width(context, look().body(11)) <= w - 20;
        pen.text(context, fits ? look().body(11) : look().condensed(11), Token.MUTED, x + 12, 54, w - 14);
        AlarmRates r = rates;
        if (i == 0 && r != null && told < x + w - 100) {
            bars(pen, r.perMinute(), x + w - 96, 40);
        }
    }

    private void bars(Pen pen, int[] perMinute, double x, double base) {
        int[] last = Arrays.copyOfRange(perMinute, perMinute.length - 10, perMinute.length);
        int most = Math.max(1, Arrays.stream(last).max().orElse(1));
        for (int i = 0; i < last.length; i++) {
            double tall = Math.max(1, 22.0 * last[i] / most);
            pen.fill(Token.FILL_3, x + i * 6, base - tall, 4, tall);
        }
    }
}
