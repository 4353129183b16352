/** Findings that belong together: who can affect whom in the plant, which came first, and what that makes the cause. */
package millwright.analysis.correlate;
