/**
 * What stands behind every screen: the situation and the newest values of one feed, the one selection, the one time, and
 * the way to act. Only the parts that hold properties belong to the FX thread.
 */
package millwright.desk.model;
