package millwright.connectors.prometheus;

import java.io.IOException;
import java.util.List;
import millwright.fuzz.Said;

/** An answer of remote read, packed with Snappy or, behind a first byte of 0xff, plain. Only an IOException refuses it. */
public final class RemoteReadFuzz {
    private static final int MOST = 1 << 22;

    private RemoteReadFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            byte[] plain = bytes.length > 0 && bytes[0] == -1
                    ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length)
                    : Snappy.unpack(bytes, MOST);
            List<RemoteRead.Series> read = RemoteRead.response(plain);
            return !read.isEmpty();
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
