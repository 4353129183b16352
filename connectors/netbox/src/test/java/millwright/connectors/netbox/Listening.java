package millwright.connectors.netbox;

import java.time.InstantSource;
import millwright.connectors.config.ConfigNode;
import millwright.feed.PlantChanged;
import millwright.hearing.Hearing;

/** A NetBox feed and everything that it says. */
final class Listening extends Hearing {
    Listening(String keys) {
        this(keys, InstantSource.system());
    }

    Listening(String keys, InstantSource clock) {
        super(new NetboxProvider().create(ConfigNode.parse("site.yaml", "protocol: netbox\n" + keys), clock));
    }

    long changesHeard() {
        return waiting(PlantChanged.class).size();
    }
}
