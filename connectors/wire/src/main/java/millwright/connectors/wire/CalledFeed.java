package millwright.connectors.wire;

import io.grpc.BindableService;
import java.util.List;
import millwright.feed.Feed;

/**
 * A feed whose sources call us over gRPC. Its provider is found by ServiceLoader like any other's; the launcher passes the
 * feed to the gateway, which mounts its services on its own port. They are there as long as the gateway listens: before
 * {@link #open} and after {@link #close} they answer UNAVAILABLE. It may be opened again after it was closed.
 */
public interface CalledFeed extends Feed {
    List<BindableService> services();
}
