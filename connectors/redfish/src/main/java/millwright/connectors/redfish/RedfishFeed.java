package millwright.connectors.redfish;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import millwright.connectors.redfish.Inventory.Lever;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.TakenKeys;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Feed;
import millwright.feed.FeedSink;
import millwright.feed.Origin;
import millwright.feed.Receipt;
import millwright.feed.Receipt.Answer;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;

/**
 * Asks management controllers over Redfish, each on a virtual thread of its own, and sets power limits of GPUs. A controller
 * that fails harms no other. The same action is carried out once.
 */
final class RedfishFeed implements Feed {

    private final RedfishConfig config;
    private final InstantSource clock;
    private final HttpReader reader;
    private final Telling telling;
    private final List<BmcWatch> watches = new ArrayList<>();
    private final TakenKeys taken = new TakenKeys();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RedfishFeed(RedfishConfig config, InstantSource clock) throws IOException {
        this.config = config;
        this.clock = clock;
        // how it is authorised is for the session of each controller to say
        reader = new HttpReader(config.access().bare(), Document.MAX_BYTES, clock);
        Origin origin = new Origin(EntityId.of(EntityKind.SOURCE, config.name()), false);
        telling = new Telling(config.placement(), origin, config.every(), this::now);
        for (RedfishConfig.Bmc bmc : config.bmcs()) {
            watches.add(new BmcWatch(config, bmc, reader, telling, clock));
        }
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public void open(FeedSink to) {
        telling.open(to);
        watches.forEach(threads::execute);
    }

    @Override
    public void send(Command command) {
        taken.fresh(command, r -> telling.tell(List.of(r)), now()).ifPresent(this::execute);
    }

    private void execute(ControlAction action) {
        String fault = fault(action);
        if (!fault.isEmpty()) {
            answer(action, Answer.REFUSED, fault);
        } else if (action instanceof ControlAction.SetPowerCap cap) {
            cap(cap);
        }
    }

    private String fault(ControlAction action) {
        if (config.readOnly()) {
            return "this source is read-only; remove 'read-only: true' from its block to let it write";
        } else if (action.header().expires() < now()) {
            return "expired before it could start";
        }
        return switch (action) {
            case ControlAction.SetPowerCap cap ->
                Double.isNaN(cap.wattsPerGpu()) || cap.wattsPerGpu() > 0 ? "" : "a cap must be above 0 W";
            case ControlAction.SetPowerProfile _ -> "Redfish has no standard power profiles; only power limits";
            case ControlAction.SteerJobs _ -> "a scheduler steers jobs, not a controller";
            case ControlAction.Drain _, ControlAction.Resume _ -> "a scheduler drains and resumes, not a controller";
            case ControlAction.SetPoint _ -> "a controller has no points of a building";
            case ControlAction.Acknowledge _ -> "findings are acknowledged at the gateway, not in the plant";
        };
    }

    private void cap(ControlAction.SetPowerCap cap) {
        Map<BmcWatch, List<Lever>> work = new LinkedHashMap<>();
        Map<EntityId, List<EntityId>> targets = new LinkedHashMap<>();
        int without = collect(cap, work, targets);
        if (work.isEmpty()) {
            answer(cap, Answer.REFUSED, "no controller offers a power limit for a GPU of the targets");
            return;
        }
        CapOrder order = new CapOrder(cap, targets, without, telling.origin(), e -> telling.tell(List.of(e)));
        answer(
                cap,
                Answer.ACCEPTED,
                "taken for " + order.size() + " GPUs behind " + work.size() + " controllers"
                        + (without == 0 ? "" : "; " + without + " GPUs have no limit to set"));
        order.begin(now());
        work.forEach((watch, levers) -> {
            CapTask task = new CapTask(order, levers);
            if (!watch.order(task)) {
                task.giveUp("too many orders wait at its controller", now());
            }
        });
    }

    /** @return GPUs of the targets that no controller can limit */
    private int collect(
            ControlAction.SetPowerCap cap, Map<BmcWatch, List<Lever>> work, Map<EntityId, List<EntityId>> targets) {
        Plant plant = telling.plant();
        Map<EntityId, BmcWatch> owner = new LinkedHashMap<>();
        Map<EntityId, Lever> levers = new LinkedHashMap<>();
        for (BmcWatch watch : watches) {
            watch.levers().forEach((gpu, lever) -> {
                owner.put(gpu, watch);
                levers.put(gpu, lever);
            });
        }
        int without = 0;
        for (EntityId target : cap.targets()) {
            int index = plant.indexOf(target);
            List<EntityId> gpus = new ArrayList<>();
            for (int gpu : index < 0 ? new int[0] : plant.within(index, EntityKind.GPU)) {
                EntityId id = plant.entity(gpu).id();
                Lever lever = levers.remove(id);
                BmcWatch watch = owner.get(id);
                if (lever == null || watch == null) {
                    without += watch == null ? 1 : 0;
                } else {
                    gpus.add(id);
                    work.computeIfAbsent(watch, w -> new ArrayList<>()).add(lever);
                }
            }
            targets.put(target, gpus);
        }
        return without;
    }

    private void answer(ControlAction action, Answer answer, String text) {
        telling.tell(List.of(new Receipt(action.header().key(), answer, text, now())));
    }

    /** Waits a little for sessions to be ended, because controllers have few. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(3, TimeUnit.SECONDS)) {
                System.getLogger(RedfishFeed.class.getName())
                        .log(System.Logger.Level.INFO, "{0}: not every session could be ended in time", name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }

    private long now() {
        return Times.nanos(clock.instant());
    }
}
