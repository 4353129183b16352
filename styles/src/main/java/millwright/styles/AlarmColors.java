package millwright.styles;

import javafx.scene.paint.Color;

/**
 * The colours of one alarm priority in one theme.
 *
 * @param ink text, outlines and traces; at least 4.5 : 1 on bg, chrome and raise
 * @param fill inside of the shape
 * @param number digit on the fill
 * @param edge 1 px line round the shape; equal to the fill where the theme needs none
 * @param tint ground behind a bracket or bar that belongs to the alarm
 */
public record AlarmColors(Color ink, Color fill, Color number, Color edge, Color tint) {}
