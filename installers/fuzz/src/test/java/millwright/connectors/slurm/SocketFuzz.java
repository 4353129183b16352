package millwright.connectors.slurm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import millwright.connectors.source.HttpReader.Answer;
import millwright.fuzz.Said;

/** What comes out of a unix socket as an answer of HTTP. Only an IOException refuses it. */
public final class SocketFuzz {
    private SocketFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            Answer answer = SocketReader.parse(Channels.newChannel(new ByteArrayInputStream(bytes)));
            if (answer.status() < 100 || answer.body().length > bytes.length) {
                throw new AssertionError("status " + answer.status() + ", " + answer.body().length + " bytes");
            }
            return true;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
