package millwright.connectors.gateway;

import java.util.Collection;
import millwright.feed.PlantEvent;

/** A desk that always reads, and what it heard. */
record Ear(Collection<PlantEvent> heard) implements Outlet {
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void send(Down down) {
        PlantEvent event = down.event();
        if (event != null) {
            heard.add(event);
        }
    }

    @Override
    public void overflowed(String reason) {
        throw new IllegalStateException(reason);
    }

    @Override
    public void closed() {}
}
