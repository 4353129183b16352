/** The server: merges feeds into one plant, keeps the journal, analyses, guards and serves desks. */
package millwright.connectors.gateway;
