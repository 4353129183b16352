package millwright.site;

import java.io.IOException;

/** Something that a gateway reads, which a test can kill and start again where it was. */
interface Peer {
    void kill() throws IOException, InterruptedException;

    void again() throws IOException, InterruptedException;
}
