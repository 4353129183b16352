/** The twin: what would follow from an action or from losing something, computed on a copy, never on the plant. */
package millwright.analysis.twin;
