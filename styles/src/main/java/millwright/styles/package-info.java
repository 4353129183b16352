/** Colours, fonts, symbols and style sheets: the only place with a colour in it. Knows nothing of the plant. */
@NullMarked
package millwright.styles;

import org.jspecify.annotations.NullMarked;
