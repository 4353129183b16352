/** The tile codec: one metric, many entities, many ticks, kept bit-exact, with checksums and a summary beside it. */
package millwright.series.tile;
