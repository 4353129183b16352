/** What every source needs beside its protocol; no protocol itself. Bounded in bytes and time, so that a peer can fail alone. */
package millwright.connectors.source;
