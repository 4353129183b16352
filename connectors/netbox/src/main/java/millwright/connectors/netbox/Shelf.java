package millwright.connectors.netbox;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Optional;
import millwright.connectors.source.PeerDate;

/** Where NetBox's lists are read from: a live one or an export. One thread at a time. */
interface Shelf extends AutoCloseable {
    /** Takes one object after the other; none of them is kept by the shelf. */
    interface Taker {
        void take(JsonObject object) throws IOException;
    }

    /**
     * Reads one list from its first object to its last.
     *
     * @return false when there is no such list here
     * @throws IOException in one line, when it cannot be read to its end
     */
    boolean read(ObjectType type, Taker taker) throws IOException, InterruptedException;

    /** How the clock stands where the lists are read; empty where that is not known or no clock at all. */
    default Optional<PeerDate> clock() {
        return Optional.empty();
    }

    /** What is wrong with a certificate, key or authority that was changed since; empty where nothing is. */
    default String renewal() {
        return "";
    }

    @Override
    void close();
}
