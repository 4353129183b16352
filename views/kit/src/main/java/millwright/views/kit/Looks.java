package millwright.views.kit;

import javafx.beans.value.ObservableValue;
import millwright.desk.ViewContext;
import millwright.desk.draw.Look;

/** The look of a view: palette and typeface at the reader's text scale. Make one per view and hand it to its parts. */
public final class Looks {
    private Looks() {}

    public static ObservableValue<Look> of(ViewContext context) {
        return context.palette().map(palette -> Look.of(palette, context.textScale()));
    }

    /** The same palette at text scale 1, for a part that enlarges its whole drawing instead. */
    public static ObservableValue<Look> plain(ObservableValue<Look> looks) {
        return looks.map(look -> Look.of(look.palette(), 1));
    }
}
