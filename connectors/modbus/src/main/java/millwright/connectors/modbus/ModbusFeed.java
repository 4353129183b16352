package millwright.connectors.modbus;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import millwright.connectors.source.HostPort;
import millwright.connectors.source.TakenKeys;
import millwright.connectors.source.Voice;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.Receipt;
import millwright.feed.Receipt.Answer;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Asks devices over Modbus/TCP by their maps, each address on a virtual thread of its own, and writes set points where the
 * configuration and the map let it. A device that fails harms no other.
 * The same action is carried out once.
 */
final class ModbusFeed implements Feed {
    private static final int MOST_TARGETS = 200;

    private record Way(LineWatch line, DeviceWatch device, Point point) {}

    private final ModbusConfig config;
    private final InstantSource clock;
    private final Voice voice;
    private final List<LineWatch> lines = new ArrayList<>();
    private final TakenKeys taken = new TakenKeys();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ModbusFeed(ModbusConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, config.name()), false);
        voice = new Voice(config.placement(), origin, config.every(), this::now);
        Map<HostPort, List<DeviceWatch>> byAddress = new LinkedHashMap<>();
        for (Device device : config.devices()) {
            byAddress
                    .computeIfAbsent(device.address(), a -> new ArrayList<>())
                    .add(new DeviceWatch(config, device, voice, this::now));
        }
        for (Map.Entry<HostPort, List<DeviceWatch>> one : byAddress.entrySet()) {
            long apart = Times.SECOND / config.perSecond();
            Line line = new Line(one.getKey(), config.timeout(), apart, config.authority());
            one.getValue().forEach(watch -> watch.over(line));
            lines.add(new LineWatch(line, one.getValue(), this::now));
        }
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        voice.open(to);
        lines.forEach(threads::execute);
    }

    @Override
    public void send(Command command) {
        taken.fresh(command, r -> voice.tell(List.of(r)), now()).ifPresent(action -> {
            if (action instanceof ControlAction.SetPoint set) {
                set(set);
            } else {
                answer(action, Answer.REFUSED, "a device behind registers takes set points only");
            }
        });
    }

    /** One at a time, so that the room that was found is still there. */
    private synchronized void set(ControlAction.SetPoint set) {
        Map<EntityId, Way> ways = new LinkedHashMap<>();
        String fault = fault(set, ways);
        if (!fault.isEmpty()) {
            answer(set, Answer.REFUSED, fault);
            return;
        }
        answer(set, Answer.ACCEPTED, "taken for " + ways.size() + " devices");
        WriteOrder order = new WriteOrder(set, voice.origin(), e -> voice.tell(List.of(e)));
        long accepted = now();
        order.begin(accepted);
        ways.forEach((target, way) -> {
            WriteTask task =
                    new WriteTask(order, way.device().device(), way.point(), target, config.confirm(), accepted);
            if (!way.line().order(task)) {
                task.giveUp("too many orders wait at its address", this::now);
            }
        });
    }

    /** @param ways filled by target @return why not, empty when it may be written */
    private String fault(ControlAction.SetPoint set, Map<EntityId, Way> ways) {
        if (!config.write()) {
            return "this source is read-only; 'write: true' in its block lets it write what its maps allow";
        } else if (set.header().expires() < now()) {
            return "expired before it could start";
        } else if (set.targets().isEmpty() || set.targets().size() > MOST_TARGETS) {
            return "name 1 to " + MOST_TARGETS + " targets";
        }
        for (EntityId target : set.targets()) {
            Way way = way(target, set);
            if (way == null) {
                return "no map of this source has a writable register for " + set.metric() + " of " + target;
            }
            String fault = way.point()
                    .write()
                    .map(b -> b.fault(set.value(), way.point().metric().unit()))
                    .orElse("");
            if (!fault.isEmpty()) {
                return set.metric() + " of " + target + ": " + fault;
            }
            ways.put(target, way);
        }
        return crowded(ways.values());
    }

    /** An order that cannot wait as a whole is not begun. */
    private String crowded(Collection<Way> ways) {
        Map<LineWatch, Long> orders = ways.stream().collect(Collectors.groupingBy(Way::line, Collectors.counting()));
        for (Map.Entry<LineWatch, Long> entry : orders.entrySet()) {
            int room = entry.getKey().room();
            if (entry.getValue() > room) {
                return entry.getValue() + " targets are behind the address "
                        + entry.getKey().devices().getFirst().device().address() + ", where " + room
                        + " more orders can wait; name fewer, or try again later";
            }
        }
        return "";
    }

    private @Nullable Way way(EntityId target, ControlAction.SetPoint set) {
        for (LineWatch line : lines) {
            for (DeviceWatch device : line.devices()) {
                Point point = device.writable(target, set.metric()).orElse(null);
                if (point != null) {
                    return new Way(line, device, point);
                }
            }
        }
        return null;
    }

    private void answer(ControlAction action, Answer answer, String text) {
        voice.tell(List.of(new Receipt(action.header().key(), answer, text, now())));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
