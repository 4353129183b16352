/** What exporters of GPU nodes say, whichever protocol carried it: DCGM's names, blanks and labels. No protocol itself. */
package millwright.connectors.source.exporter;
