/**
 * What screens share: pixel surfaces and cells, strip charts, fast tables, legends, empty states, copying. Text, lines
 * and figures are drawn with {@code millwright.desk.draw}.
 */
package millwright.views.kit;
