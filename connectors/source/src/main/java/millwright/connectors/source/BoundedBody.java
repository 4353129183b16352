package millwright.connectors.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of an answer up to so many bytes and so long; remembers why it ended early. One thread. */
final class BoundedBody extends InputStream {
    private final InputStream in;
    private final int most;
    private final long patience;
    private final long end;
    private long read;
    private @Nullable IOException failure;

    /** @param most bytes @param patience ns from now until its end */
    BoundedBody(InputStream in, int most, long patience) {
        this.in = in;
        this.most = most;
        this.patience = patience;
        this.end = System.nanoTime() + patience;
    }

    /** @throws IOException what ended it early */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        check();
        try {
            int n = in.read(into, from, length);
            read += Math.max(0, n);
            if (read > most) {
                throw new HttpReader.TooLarge("answer is larger than " + (most >> 20) + " MiB; ask for less");
            }
            if (n >= 0 && System.nanoTime() - end > 0) {
                throw new IOException("answer did not end within " + patience / 1_000_000 + " ms");
            }
            return n;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
