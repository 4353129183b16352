package millwright.connectors.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were read, piece by piece. One thread. */
final class CountedBytes extends FilterInputStream {
    private final LongConsumer read;

    CountedBytes(InputStream in, LongConsumer read) {
        super(in);
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        read.accept(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int some = super.read(into, from, most);
        read.accept(Math.max(0, some));
        return some;
    }
}
