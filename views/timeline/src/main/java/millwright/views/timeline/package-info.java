/** Timeline: what happened in which layer, which findings belong together, and the metrics below on the same axis. */
package millwright.views.timeline;
