/**
 * Drawing in the one hand that the window and all screens share: text, lines, figures with their unit and state, trends.
 * Colours come from the palette, sizes from the type scale.
 */
package millwright.desk.draw;
