/** What was measured: the columnar live store, windows reduced to what a screen can show, and the tile codec. */
package millwright.series;
