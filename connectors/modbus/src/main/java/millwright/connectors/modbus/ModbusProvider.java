package millwright.connectors.modbus;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.config.SourceProvider;
import millwright.feed.Feed;

/** {@code protocol: modbus} under {@code sources:}. */
public final class ModbusProvider implements SourceProvider {
    @Override
    public String protocol() {
        return "modbus";
    }

    @Override
    public Feed feed(ConfigNode block, InstantSource clock) throws IOException {
        return new ModbusFeed(ModbusConfig.of(block), clock);
    }

    @Override
    public Optional<SourceProbe> probe() {
        return Optional.of(new ModbusProbe());
    }
}
