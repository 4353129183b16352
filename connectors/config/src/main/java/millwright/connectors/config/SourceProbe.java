package millwright.connectors.config;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether something speaks a protocol, and writes the blocks of a starting configuration for what does. It
 * changes nothing there, tries no credentials, opens one connection at a time. Stateless, any thread.
 */
public interface SourceProbe {
    /** Where this protocol is usually spoken: asked on hosts that are given without a port. */
    List<Integer> ports();

    /** Names of the secrets without which there is no asking, for example {@code snmp-community}. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** Whether it is spoken over UDP, where a port that TCP finds closed says nothing. */
    default boolean datagrams() {
        return false;
    }

    /** Lines for the starting configuration about what cannot be found by asking; without {@code #}. */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * Asks once; blocks for about the door's patience.
     *
     * @return nothing when something else is spoken there
     * @throws IOException in one line, when nobody answers: it begins with "connection refused" or "no answer within" where
     *     asking in another language is of no use either
     */
    Optional<Found> ask(Door door) throws IOException, InterruptedException;

    /**
     * Items of {@code sources:}, each line indented by two blanks at least, which a gateway takes as they are. What a person
     * has to fill in stands there as a comment.
     *
     * @param found not empty, in the order of hosts
     * @return with a line feed at the end
     */
    String blocks(List<Found> found);
}
