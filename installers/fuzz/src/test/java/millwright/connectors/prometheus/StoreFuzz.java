package millwright.connectors.prometheus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import millwright.fuzz.Said;

/** Answers of a Prometheus store: a matrix, names of series, an error. Only an IOException refuses one. */
public final class StoreFuzz {
    private StoreFuzz() {}

    public static boolean understands(byte[] bytes) {
        StoreAnswer.error(new String(bytes, StandardCharsets.UTF_8));
        boolean names = names(bytes);
        return matrix(bytes) || names;
    }

    private static boolean names(byte[] bytes) {
        try {
            StoreAnswer.names("series", new ByteArrayInputStream(bytes), StoreFuzz::read);
            return true;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static boolean matrix(byte[] bytes) {
        try {
            StoreAnswer.matrix("query", new ByteArrayInputStream(bytes), false, StoreFuzz::read);
            return true;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        }
    }

    private static void read(Object series) {
        if (series.toString().isEmpty()) {
            throw new AssertionError("a series that says nothing");
        }
    }
}
