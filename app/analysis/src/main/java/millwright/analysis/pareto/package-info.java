/**
 * Frontiers of serving results: what a deployment gives its users against what it gives altogether. Pure functions on
 * records; nothing here reads a file. Token kinds (input, output, total) are never added.
 */
package millwright.analysis.pareto;
