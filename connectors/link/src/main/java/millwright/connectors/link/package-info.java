/** A desk's feed and history over gRPC: reconnects, resumes, and says how it stands. */
package millwright.connectors.link;
