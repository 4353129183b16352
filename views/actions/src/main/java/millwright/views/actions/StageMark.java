package millwright.views.actions;

import millwright.desk.draw.Pen;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.TableColumn;
import org.jspecify.annotations.Nullable;

/** How a stage looks in a row: what waits for somebody or went wrong stands out, by shape, weight and ink. Stateless. */
final class StageMark {
    private StageMark() {}

    static void draw(Pen pen, ActionProgress a, TableColumn.Box box) {
        Symbol symbol = symbol(a.stage());
        Token ink = ink(a.stage());
        if (symbol != null) {
            pen.symbol(symbol, ink, box.x(), box.baseline() - 10, 12);
        }
        boolean strong = ink != Token.MUTED && ink != Token.TEXT;
        pen.text(
                ActionText.stage(a.stage()),
                strong ? pen.look().strong(Fonts.CELL) : pen.look().body(Fonts.CELL),
                ink,
                box.x() + 18,
                box.baseline(),
                box.w() - 22);
    }

    private static @Nullable Symbol symbol(ActionStage stage) {
        return switch (stage) {
            case CONFIRMED -> Symbol.CHECK;
            case PROPOSED, APPROVED, EXECUTING, OBSERVING -> Symbol.CLOCK;
            case PARTIAL, ROLLED_BACK, FAILED, UNKNOWN -> Symbol.WARNING;
            case REFUSED, WITHDRAWN, EXPIRED -> null;
        };
    }

    static Token ink(ActionStage stage) {
        return switch (stage) {
            case PROPOSED -> Token.STRONG;
            case FAILED, UNKNOWN -> Token.ALARM_2_INK;
            case PARTIAL, ROLLED_BACK -> Token.ALARM_3_INK;
            case REFUSED, WITHDRAWN, EXPIRED -> Token.MUTED;
            case APPROVED, EXECUTING, OBSERVING, CONFIRMED -> Token.TEXT;
        };
    }
}
