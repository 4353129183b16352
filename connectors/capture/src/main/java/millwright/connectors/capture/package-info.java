/** Captures: one SQLite file with the plant, its samples, events and actions. Recording, recovery, reading and replay. */
package millwright.connectors.capture;
