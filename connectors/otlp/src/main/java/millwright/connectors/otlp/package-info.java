/** Metrics and logs over OTLP, gRPC on the gateway's port and HTTP on one of its own. Bounded in bytes, points and streams. */
package millwright.connectors.otlp;
