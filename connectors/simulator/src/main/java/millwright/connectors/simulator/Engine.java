package millwright.connectors.simulator;

import java.util.List;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.Prehistory;
import millwright.feed.ControlAction;
import millwright.feed.FeedSink;
import millwright.feed.PlantChanged;
import millwright.feed.Receipt;
import millwright.plant.Plant;
import millwright.plant.PlantBuilder;
import millwright.plant.PlantChange;
import millwright.plant.Times;

/**
 * One simulation: its state, its clock in whole seconds, and what it tells. Simulation thread only. The prehistory is
 * stepped and told before the first live second, coarse at first and at full rate at its end.
 */
final class Engine {
    private static final int WARM_UP_SECONDS = 240;
    private static final double WARM_UP_STEP = 4;

    private final Scenario scenario;
    private final World world;
    private final Herald herald;
    private final Faults faults;
    private final Scheduler scheduler;
    private final Orders orders;
    private final Telemetry telemetry;
    private final long opening;
    private final PlantBuilder beginning;
    private Plant plant = Plant.empty();
    private long second;

    /** @param opening epoch ns of scenario second 0 */
    Engine(Scenario scenario, long opening, FeedSink sink) {
        this.scenario = scenario;
        this.opening = opening;
        PlantMaker maker = new PlantMaker(scenario, opening);
        PowerTree tree = maker.make();
        beginning = maker.plant();
        world = new World(scenario, tree);
        herald = new Herald(scenario.seed(), sink);
        faults = new Faults(world, herald);
        scheduler = new Scheduler(world, herald, opening);
        orders = new Orders(world, herald, scheduler);
        telemetry = new Telemetry(world, herald, faults, scheduler);
    }

    Plant plant() {
        return plant;
    }

    World world() {
        return world;
    }

    long now() {
        return opening + second * Times.SECOND;
    }

    /** Brings the plant to thermal rest, tells it whole, then tells the prehistory up to second 0. */
    void begin() {
        Prehistory past = scenario.prehistory();
        second = -(long) past.length();
        herald.tick(now());
        scheduler.step(second).forEach(beginning::apply);
        for (double t = 0; t < WARM_UP_SECONDS; t += WARM_UP_STEP) {
            world.step(second - WARM_UP_SECONDS + t, WARM_UP_STEP);
        }
        plant = beginning.build(1);
        herald.tell(new PlantChanged(1, now(), plant.whole(), true));
        while (second < -past.fine()) {
            long step = Math.min((long) past.coarse(), (long) (-past.fine() - second));
            advance(Math.max(1, step), Pace.COARSE);
        }
        while (second < 0) {
            advance(1, Pace.FINE);
        }
    }

    /** One live second. */
    void step() {
        advance(1, Pace.LIVE);
    }

    /** Many seconds as one; nothing is told of those between. */
    void skip(long seconds) {
        advance(seconds, Pace.LIVE);
    }

    private void advance(long seconds, Pace pace) {
        second += seconds;
        herald.tick(now());
        changed(scheduler.step(second));
        faults.step(second);
        changed(orders.step(second));
        world.step(second, seconds);
        telemetry.tell(plant, second, seconds, pace);
    }

    void take(ControlAction action) {
        orders.take(action, plant, second);
    }

    void refuse(String key, String why) {
        herald.tell(new Receipt(key, Receipt.Answer.REFUSED, why, herald.now()));
    }

    private void changed(List<PlantChange> changes) {
        for (PlantChange change : changes) {
            plant = plant.apply(change);
            herald.tell(new PlantChanged(plant.revision(), now(), change, false));
        }
    }
}
