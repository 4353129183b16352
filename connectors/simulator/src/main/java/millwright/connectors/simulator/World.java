package millwright.connectors.simulator;

import java.util.Arrays;
import millwright.analysis.physics.PowerCurve;
import millwright.connectors.simulator.scenario.Addresses;
import millwright.connectors.simulator.scenario.Scenario;
import millwright.connectors.simulator.scenario.Scenario.Hardware;
import millwright.connectors.simulator.scenario.Scenario.JobPlan;
import millwright.connectors.simulator.scenario.Scenario.Pool;
import millwright.connectors.simulator.scenario.Scenario.Shape;
import millwright.plant.EntityKind;
import org.jspecify.annotations.Nullable;

/** The whole simulated state and its step: arrivals, jobs, GPUs, coolant, power. Simulation thread only. */
final class World {
    final Scenario scenario;
    final Shape shape;
    final Addresses addresses;
    final Dice dice;
    final PowerCurve silicon;
    final Gpus gpus;
    final Racks racks;
    final Jobs jobs;
    final Service[] services;
    /** Service of each job; null for jobs that serve nothing. */
    final @Nullable Service[] serviceOf;

    final Links links;
    final PowerTree tree;
    private final Cooling cooling;
    private final Compute compute;
    private final double[] nominalSpeed;

    World(Scenario scenario, PowerTree tree) {
        this.scenario = scenario;
        this.tree = tree;
        shape = scenario.shape();
        addresses = new Addresses(shape, scenario.cooling().pumps());
        dice = new Dice(scenario.seed());
        Hardware hardware = scenario.hardware();
        silicon = new PowerCurve(hardware.idle(), hardware.maxP(), hardware.maxQ());
        gpus = new Gpus(scenario, dice);
        racks = new Racks(scenario, dice);
        jobs = new Jobs(scenario, addresses);
        services = scenario.endpoints().stream().map(e -> new Service(e, dice)).toArray(Service[]::new);
        serviceOf = new Service[jobs.plans.size()];
        nominalSpeed = new double[serviceOf.length];
        for (int j = 0; j < serviceOf.length; j++) {
            JobPlan plan = jobs.plans.get(j);
            serviceOf[j] = service(plan.endpoint());
            float clock = plan.maxQ() ? silicon.clockQ() : 1;
            nominalSpeed[j] = PowerCurve.throughput(clock, (float) plan.memoryBound());
        }
        links = new Links(shape, dice);
        cooling = new Cooling(scenario, racks);
        compute = new Compute(scenario, silicon, gpus, racks, jobs, serviceOf, dice);
    }

    private @Nullable Service service(String endpoint) {
        for (Service s : services) {
            if (s.plan.name().equals(endpoint)) {
                return s;
            }
        }
        return null;
    }

    void step(double t, double dt) {
        serve(t, dt);
        jobs.prepare(t, dt);
        compute.step(t, dt);
        cooling.step(dt);
        links.step(t, dt, jobs, shape);
        power();
    }

    private void serve(double t, double dt) {
        double[] capacity = new double[services.length];
        double[] nominal = new double[services.length];
        for (int j = 0; j < serviceOf.length; j++) {
            JobPlan plan = jobs.plans.get(j);
            if (serviceOf[j] != null && plan.pool() != Pool.PREFILL) {
                int s = Arrays.asList(services).indexOf(serviceOf[j]);
                capacity[s] += jobs.speedSum[j];
                nominal[s] += jobs.gpus[j] * (1 - plan.idle()) * nominalSpeed[j];
            }
        }
        for (int s = 0; s < services.length; s++) {
            boolean first = capacity[s] == 0 && services[s].running == 0;
            services[s].step(t, dt, first ? 1 : capacity[s] / Math.max(1, nominal[s]));
            Arrays.fill(services[s].speeds, 0);
        }
        for (int j = 0; j < serviceOf.length; j++) {
            Service service = serviceOf[j];
            if (service != null) {
                jobs.activity[j] = service.activity(jobs.plans.get(j));
                boolean decode = jobs.plans.get(j).pool() != Pool.PREFILL;
                jobs.tokenRate[j] = decode && jobs.speedSum[j] > 0 ? service.served / jobs.speedSum[j] : 0;
            }
        }
    }

    /** Rack loads go up the tree, split between the sides as the shelves share them. */
    private void power() {
        tree.begin();
        int shelves = scenario.power().shelves();
        for (int rack = 0; rack < shape.rackCount(); rack++) {
            int first = tree.firstShelf(rack);
            boolean a = tree.alive(first);
            boolean b = tree.alive(first + shelves / 2);
            double split = 0.506 + 0.006 * dice.swing(51, rack);
            double toA = a && b ? split : a ? 1 : 0;
            for (int s = 0; s < shelves; s++) {
                double share = (s < shelves / 2 ? toA : b ? 1 - toA : 0) * 2 / shelves;
                double rated = scenario.power().rackLimit() / shelves;
                tree.draw(first + s, racks.power[rack] * share, racks.committed[rack] * share, rated);
            }
        }
        mechanical();
        tree.finish();
    }

    private void mechanical() {
        int boards = scenario.power().utilities();
        double[] watts = new double[boards];
        for (int c = 0; c < racks.cduPower.length; c++) {
            watts[c % boards] += racks.cduPower[c];
        }
        for (int c = 0; c < racks.chillerPower.length; c++) {
            watts[c % boards] += racks.chillerPower[c];
        }
        for (int d = 0, board = 0; d < tree.devices().size(); d++) {
            if (tree.devices().get(d).kind() == EntityKind.MECHANICAL) {
                tree.draw(
                        d,
                        watts[board],
                        watts[board] * 1.06,
                        scenario.cooling().baseShare() * provisionedIt() / boards);
                board++;
            }
        }
    }

    double pumpPower(int pump) {
        double speed = racks.pumpSpeed[pump] / 100;
        return cooling.pumpFull() * speed * speed * speed;
    }

    private double provisionedIt() {
        return scenario.power().rackLimit() * shape.rackCount();
    }

    /** The rack's draw at its feeders, conversion loss of the shelves included. */
    double rackInput(int rack) {
        return racks.power[rack] * (1 + scenario.power().shelfLoss());
    }

    /** Applies the lower of profile and cap as the enforced limit of one GPU. */
    void enforce(int gpu) {
        double byProfile = gpus.profile[gpu] == 1
                ? scenario.hardware().maxQ()
                : scenario.hardware().maxP();
        float cap = gpus.cap[gpu];
        gpus.limit[gpu] = (float) (Float.isNaN(cap) ? byProfile : Math.min(byProfile, cap));
    }
}
