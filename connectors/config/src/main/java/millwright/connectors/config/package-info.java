/** Reading YAML configuration so that every error names file, line and remedy. Shared by connectors; not a protocol. */
package millwright.connectors.config;
