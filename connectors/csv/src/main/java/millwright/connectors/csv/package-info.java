/**
 * Tables in CSV, TSV and the like with a mapping in YAML that says what their columns mean. Rows are sorted by time
 * outside memory; what is held is one chunk of rows and one entry per entity.
 */
package millwright.connectors.csv;
