package millwright.views.floor;

import javafx.scene.paint.Color;
import millwright.desk.draw.Pen;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.RackSlot;
import millwright.styles.Fonts;
import millwright.styles.HeatRamp;
import millwright.styles.Token;
import millwright.views.floor.RackContents.Tray;

/** The face of a rack true to scale: every unit in its place, halves side by side, in the colours of the cells. FX thread. */
final class RackFace {
    private RackFace() {}

    static void draw(Pen pen, RackScene s, RackGrid g) {
        if (g.faceWidth == 0) {
            return;
        }
        double[] whole = g.onFace(RackSlot.full(1, s.rack().units()));
        pen.fill(Token.RACK_BODY, whole[0] - 2, whole[1], whole[2] + 4, whole[3]);
        pen.frame(Token.LINE, whole[0] - 3, whole[1] - 1, whole[2] + 6, whole[3] + 2);
        for (int unit = 1; unit <= s.rack().units(); unit++) {
            double[] at = g.onFace(RackSlot.full(unit, 1));
            if (unit % 5 == 0 || unit == 1) {
                pen.right(
                        String.valueOf(unit),
                        pen.look().condensed(Fonts.LABEL),
                        Token.MUTED,
                        whole[0] - 6 * g.s,
                        at[1] + at[3] / 2 + 4 * g.s);
            }
        }
        for (boolean rear : new boolean[] {true, false}) {
            for (Tray tray : s.rack().trays()) {
                if (tray.placed() && tray.rear() == rear) {
                    tray(pen, s, tray, g.onFace(tray.place()));
                }
            }
        }
    }

    private static void tray(Pen pen, RackScene s, Tray tray, double[] box) {
        double x = Math.round(box[0]);
        double y = Math.round(box[1]);
        double w = Math.round(box[0] + box[2]) - x - 1;
        double h = Math.max(1, Math.round(box[1] + box[3]) - y - 1);
        int n = Math.max(1, tray.gpus().length);
        boolean gpus = s.chosen().level() == Level.GPU && tray.gpus().length > 0;
        for (int i = 0; i < (gpus ? n : 1); i++) {
            double left = gpus ? Math.round(i * w / n) : 0;
            double wide = gpus ? Math.round((i + 1) * w / n) - left - (n > 1 && w / n > 3 ? 1 : 0) : w;
            if (gpus || s.chosen().level() == Level.TRAY) {
                Told told = s.chosen().told(gpus ? tray.gpus()[i] : tray.slot());
                cell(pen, s, told, x + left, y, wide, h);
            } else {
                pen.fill(Token.FILL_4, x + left, y, wide, h);
            }
        }
        if (tray.rear()) {
            pen.frame(Token.EQUIP, x, y, w, h, 2, 2);
        }
        int selected = s.selected() < 0 ? -1 : s.plant().ancestor(s.selected(), EntityKind.NODE);
        int hovered = s.hovered() < 0 ? -1 : s.plant().ancestor(s.hovered(), EntityKind.NODE);
        if (selected == tray.index() || s.picked(tray.index())) {
            pen.frame(pen.look().color(Token.SEL), 2, x - 3, y - 2, w + 6, h + 4);
        } else if (hovered == tray.index()) {
            pen.frame(Token.SEL, x - 2, y - 1, w + 4, h + 2, 3, 2);
        }
    }

    private static void cell(Pen pen, RackScene s, Told told, double x, double y, double w, double h) {
        HeatRamp ramp = s.ramp(pen.look().palette());
        double position = s.scale().position(told.value());
        if (told.state() == DataState.OK && told.number()) {
            Color fill = s.legend().keeps(told.value())
                    ? ramp.color(position)
                    : pen.look().color(Token.OUT_OF_BRUSH);
            pen.fill(fill, x, y, w, h);
        } else {
            DataState state = told.state() == DataState.OK ? DataState.NO_DATA : told.state();
            StateInk.cell(pen, state, ramp.argb(position), x, y, w, h);
        }
    }
}
