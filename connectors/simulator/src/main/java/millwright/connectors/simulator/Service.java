package millwright.connectors.simulator;

import millwright.connectors.simulator.scenario.Scenario.EndpointPlan;
import millwright.connectors.simulator.scenario.Scenario.JobPlan;
import millwright.connectors.simulator.scenario.Scenario.Pool;

/**
 * One inference endpoint as a fluid: bursty arrivals meet the capacity of its decode pool, the rest queues and
 * some of it is turned away. Latencies
 * follow from queue, fill and the speeds of its GPUs. Simulation thread only.
 */
final class Service {
    static final int SPEED_BINS = 16;

    final EndpointPlan plan;
    final Latency ttft = new Latency(0.05, 1.3, 0.33);
    final Latency tpot = new Latency(0.004, 1.18, 0.24);
    /** Decode GPUs by speed, filled while the GPUs are stepped. */
    final int[] speeds = new int[SPEED_BINS];

    double served;
    double expected;
    double waiting;
    double running;
    double fill;
    double goodput = 100;
    double keyValueCache;
    private final Dice dice;
    private final long key;
    private double turnedAway;
    private double drift;

    Service(EndpointPlan plan, Dice dice) {
        this.plan = plan;
        this.dice = dice;
        this.key = Dice.of(plan.name());
        this.served = plan.tokens();
        this.fill = plan.fill();
    }

    /** @param capacity of the decode pool against its nominal one, 1 for all GPUs at nominal speed */
    void step(double t, double dt, double capacity) {
        long tick = (long) Math.floor(t);
        double wave = 1 + 0.012 * Math.sin(2 * Math.PI * t / 2700 + key % 7);
        drift = drift * Math.pow(0.97, dt) + 0.0022 * Math.sqrt(Math.min(dt, 30)) * dice.bell(key + 21, tick);
        expected = plan.tokens() * wave;
        double demand = expected * (1 + drift + burst(t));
        double most = plan.tokens() / plan.fill() * Math.max(0.001, capacity);
        double backlog = waiting * plan.outputTokens();
        served = Math.min(demand + backlog / Math.max(dt, 6), most);
        double longest = plan.queue() * served / plan.outputTokens();
        double queued = Math.max(0, waiting + (demand - served) * dt / plan.outputTokens());
        waiting = Math.min(queued, longest);
        turnedAway = (queued - waiting) / dt * plan.outputTokens() / Math.max(1, demand);
        fill = served / most;
        latencies(most);
        running = served * tpot.mean();
        double full = plan.tokens() / plan.fill() * plan.tpot() / 1000;
        keyValueCache = Math.clamp(0.12 + 0.68 * running / full, 0.02, 0.995);
    }

    /** One minute in six brings a burst of arrivals that rises and falls inside it. */
    private double burst(double t) {
        long slot = Math.floorDiv((long) Math.floor(t), 60L);
        if (dice.even(key + 22, slot) > 0.17) {
            return 0;
        }
        double size = plan.burst() * (0.4 + 0.6 * dice.even(key + 23, slot));
        double within = (t - slot * 60.0) / 60;
        return size * Math.sin(Math.PI * within);
    }

    private void latencies(double most) {
        double queue = waiting * plan.outputTokens() / most;
        double crowd = 1 + 0.9 * (fill - plan.fill());
        ttft.clear();
        ttft.add(plan.ttft() * crowd + queue, 1);
        tpot.clear();
        int all = 0;
        for (int n : speeds) {
            all += n;
        }
        for (int b = 0; b < SPEED_BINS && all > 0; b++) {
            double speed = Math.max(0.05, (b + 1.0) / SPEED_BINS);
            if (speeds[b] > 0) {
                tpot.add(plan.tpot() / 1000 * 0.97 * crowd / Math.pow(speed, 0.8), (double) speeds[b] / all);
            }
        }
        goodput = 100
                * (1 - Math.min(1, turnedAway))
                * ttft.within(plan.ttftLimit())
                * tpot.within(plan.tpotLimit() / 1000);
    }

    /** Activity of a pool's GPUs at the present fill. */
    float activity(JobPlan job) {
        double busy = job.pool() == Pool.PREFILL ? 0.25 + 0.75 * fill * 0.9 : 0.3 + 0.7 * fill;
        return (float) (job.load() * busy);
    }
}
