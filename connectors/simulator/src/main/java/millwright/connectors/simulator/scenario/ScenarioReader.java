package millwright.connectors.simulator.scenario;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import java.io.Reader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import millwright.connectors.simulator.scenario.Scenario.CoolingPlan;
import millwright.connectors.simulator.scenario.Scenario.EndpointPlan;
import millwright.connectors.simulator.scenario.Scenario.FaultPlan;
import millwright.connectors.simulator.scenario.Scenario.Hardware;
import millwright.connectors.simulator.scenario.Scenario.JobKind;
import millwright.connectors.simulator.scenario.Scenario.JobPlan;
import millwright.connectors.simulator.scenario.Scenario.Obedience;
import millwright.connectors.simulator.scenario.Scenario.Pool;
import millwright.connectors.simulator.scenario.Scenario.PowerPlan;
import millwright.connectors.simulator.scenario.Scenario.Prehistory;
import millwright.connectors.simulator.scenario.Scenario.Shape;
import millwright.plant.Catalogue;
import millwright.plant.Metric;

/** Turns the YAML fields into a {@link Scenario}; ranges and defaults of every field stand here. */
final class ScenarioReader {
    private static final double BIG = 1e12;

    private ScenarioReader() {}

    static Scenario read(String file, Reader text) {
        Field root = Field.document(file, text)
                .only(
                        "name",
                        "seed",
                        "plant",
                        "hardware",
                        "power",
                        "cooling",
                        "endpoints",
                        "jobs",
                        "faults",
                        "obedience",
                        "prehistory",
                        "metrics");
        if (!root.get("plant").present()) {
            throw root.get("plant").wrong("is missing");
        }
        Shape shape = shape(root.get("plant"));
        Hardware hardware = hardware(root.get("hardware"));
        Addresses addresses =
                new Addresses(shape, root.get("cooling").get("pumps").whole(2, 1, 8));
        List<EndpointPlan> endpoints = root.get("endpoints").items().stream()
                .map(ScenarioReader::endpoint)
                .toList();
        List<JobPlan> jobs = new ArrayList<>();
        for (Field job : root.get("jobs").items()) {
            jobs.add(job(job, addresses, endpoints));
        }
        List<FaultPlan> faults = root.get("faults").items().stream()
                .map(f -> FaultReader.fault(f, addresses))
                .toList();
        return new Scenario(
                root.get("name").text(file.replaceFirst("\\.ya?ml$", "")),
                root.get("seed").whole(1, 0, Integer.MAX_VALUE),
                shape,
                hardware,
                power(root.get("power"), shape),
                cooling(root.get("cooling")),
                endpoints,
                jobs,
                faults,
                obedience(root.get("obedience")),
                prehistory(root.get("prehistory")),
                metrics(root.get("metrics")));
    }

    private static Shape shape(Field f) {
        f.only(
                "site",
                "zone",
                "hall",
                "rows",
                "racks-per-row",
                "nodes-per-rack",
                "gpus-per-node",
                "rack-units",
                "nics-per-node",
                "nic-gigabits",
                "nvlink-switches-per-rack",
                "leaves-per-row",
                "spines");
        ZoneId zone;
        try {
            zone = ZoneId.of(f.get("zone").text("UTC"));
        } catch (DateTimeException e) {
            throw f.get("zone").wrong("is no time zone; write one such as Europe/Oslo or UTC");
        }
        return new Shape(
                f.get("site").text("Demo"),
                zone,
                f.get("hall").text("Hall 1"),
                f.get("rows").whole(1, 1, 999),
                f.get("racks-per-row").whole(1, 1, 99),
                f.get("nodes-per-rack").whole(18, 1, 99),
                f.get("gpus-per-node").whole(4, 1, 16),
                f.get("rack-units").whole(48, 1, 99),
                f.get("nics-per-node").whole(1, 0, 16),
                f.get("nic-gigabits").whole(400, 1, 10_000),
                f.get("nvlink-switches-per-rack").whole(9, 0, 36),
                f.get("leaves-per-row").whole(1, 0, 64),
                f.get("spines").whole(1, 0, 256));
    }

    private static Hardware hardware(Field f) {
        f.only(
                "gpu",
                "max-p",
                "max-q",
                "lowest-cap",
                "idle",
                "memory",
                "clock",
                "memory-clock",
                "warm",
                "slowdown",
                "spread",
                "node",
                "switch");
        double maxP = f.get("max-p").number(1000, 50, 3000);
        double maxQ = f.get("max-q").number(0.85 * maxP, 50, maxP);
        double slowdown = f.get("slowdown").number(87, 40, 130);
        return new Hardware(
                f.get("gpu").text("GB200"),
                maxP,
                maxQ,
                f.get("lowest-cap").number(0.4 * maxP, 20, maxP),
                f.get("idle").number(0.13 * maxP, 0, maxP / 2),
                f.get("memory").number(189_440, 1, 10_000_000),
                f.get("clock").number(1965, 100, 5000),
                f.get("memory-clock").number(3996, 100, 20_000),
                f.get("warm").number(slowdown - 5, 30, slowdown),
                slowdown,
                f.get("spread").number(0.08, 0, 0.5),
                f.get("node").number(660, 0, 50_000),
                f.get("switch").number(280, 0, 10_000));
    }

    private static PowerPlan power(Field f, Shape shape) {
        f.only(
                "utilities",
                "kilovolts",
                "utility-limit",
                "site-limit",
                "switchboard-limit",
                "switchboard-loss",
                "rows-per-pdu-pair",
                "pdu-rating",
                "pdu-volts",
                "pdu-loss",
                "continuous",
                "power-factor",
                "busway-limit",
                "busway-loss",
                "shelves-per-rack",
                "shelf-loss",
                "rack-limit",
                "mechanical-limit",
                "load-target");
        Field target = f.get("load-target").only("kilowatts", "from", "to");
        double from = target.get("from").seconds(NaN);
        double to = target.get("to").seconds(NaN);
        if (to <= from) {
            throw target.get("to").wrong("must come after 'from'");
        }
        double utility = f.get("utility-limit").number(POSITIVE_INFINITY, 1, BIG);
        int shelves = f.get("shelves-per-rack").whole(2, 2, 16);
        if (shelves % 2 != 0) {
            throw f.get("shelves-per-rack").wrong("must be even: half of the shelves hang on each side");
        }
        return new PowerPlan(
                f.get("utilities").whole(1, 1, 2),
                f.get("kilovolts").number(11, 0.1, 500),
                utility,
                f.get("site-limit").number(utility, 1, BIG),
                f.get("switchboard-limit").number(utility, 1, BIG),
                f.get("switchboard-loss").number(0.005, 0, 0.2),
                f.get("rows-per-pdu-pair").whole(1, 1, shape.rows()),
                f.get("pdu-rating").number(POSITIVE_INFINITY, 1, BIG),
                f.get("pdu-volts").number(480, 100, 1000),
                f.get("pdu-loss").number(0.015, 0, 0.2),
                f.get("continuous").number(0.8, 0.1, 1),
                f.get("power-factor").number(0.98, 0.5, 1),
                f.get("busway-limit").number(POSITIVE_INFINITY, 1, BIG),
                f.get("busway-loss").number(0.001, 0, 0.2),
                shelves,
                f.get("shelf-loss").number(0.02, 0, 0.2),
                f.get("rack-limit").number(132_000, 100, 10_000_000),
                f.get("mechanical-limit").number(POSITIVE_INFINITY, 1, BIG),
                target.get("kilowatts").number(NaN, 0, BIG) * 1000,
                from,
                to);
    }

    private static CoolingPlan cooling(Field f) {
        f.only(
                "pumps",
                "supply",
                "rack-flow",
                "rack-flow-limit",
                "supply-limit",
                "outlet-limit",
                "heat-limit",
                "base-share",
                "chillers");
        double flow = f.get("rack-flow").number(100, 1, 5000);
        return new CoolingPlan(
                f.get("pumps").whole(2, 1, 8),
                f.get("supply").number(31, 5, 60),
                flow,
                f.get("rack-flow-limit").number(0.8 * flow, 0, 5000),
                f.get("supply-limit").number(40, 5, 80),
                f.get("outlet-limit").number(46, 5, 100),
                f.get("heat-limit").number(POSITIVE_INFINITY, 1, BIG),
                f.get("base-share").number(0.055, 0, 0.5),
                f.get("chillers").whole(2, 0, 32));
    }

    private static EndpointPlan endpoint(Field f) {
        f.only(
                "name",
                "model",
                "precision",
                "tokens",
                "input-tokens",
                "output-tokens",
                "fill",
                "burst",
                "tpot",
                "ttft",
                "tpot-limit",
                "ttft-limit",
                "goodput-limit",
                "queue");
        return new EndpointPlan(
                f.get("name").text(),
                f.get("model").text(""),
                f.get("precision").text(""),
                f.get("tokens").number(100_000, 1, BIG),
                f.get("input-tokens").number(1024, 1, 10_000_000),
                f.get("output-tokens").number(1024, 1, 10_000_000),
                f.get("fill").number(0.9, 0.05, 1),
                f.get("burst").number(0.15, 0, 5),
                f.get("tpot").number(21, 0.1, 10_000),
                f.get("ttft").number(0.7, 0.001, 1000),
                f.get("tpot-limit").number(40, 0.1, 10_000),
                f.get("ttft-limit").number(2, 0.001, 1000),
                f.get("goodput-limit").number(95, 0, 100),
                f.get("queue").seconds(1));
    }

    private static JobPlan job(Field f, Addresses addresses, List<EndpointPlan> endpoints) {
        f.only(
                "name",
                "kind",
                "org",
                "native",
                "endpoint",
                "pool",
                "on",
                "profile",
                "load",
                "memory-bound",
                "commit",
                "step",
                "checkpoint",
                "balance",
                "ripple",
                "idle",
                "gradient",
                "tokens-per-gpu",
                "start",
                "end",
                "every");
        JobKind kind = f.get("kind").word(JobKind.class);
        Field endpoint = f.get("endpoint");
        List<String> known = endpoints.stream().map(EndpointPlan::name).toList();
        if (endpoint.present() && !known.contains(endpoint.text())) {
            throw endpoint.wrong(
                    "names the unknown endpoint '" + endpoint.text() + "'" + Nearest.hint(endpoint.text(), known));
        }
        boolean serves = endpoint.present();
        List<String> on = new ArrayList<>();
        f.get("on").items().forEach(item -> on.addAll(addresses.nodes(item)));
        if (on.isEmpty()) {
            throw f.get("on").wrong("is missing: name the racks or nodes that it runs on");
        }
        return new JobPlan(
                f.get("name").text(),
                kind,
                f.get("org").text(""),
                f.get("native").text(""),
                endpoint.text(""),
                f.get("pool").word(Pool.class, serves ? Pool.DECODE : Pool.NONE),
                on,
                f.get("profile").word(Profile.class, Profile.MAX_P) == Profile.MAX_Q,
                f.get("load").number(kind == JobKind.IDLE ? 0 : 0.95, 0, 1.2),
                f.get("memory-bound").number(kind == JobKind.TRAINING ? 0.1 : 0.5, 0, 1),
                f.get("commit").number(1, 0.05, 1),
                f.get("step").number(6, 0.2, 600),
                f.get("checkpoint").seconds(600),
                f.get("balance").number(0, 0, 1),
                f.get("ripple").number(0.2, 0, 1),
                f.get("idle").number(0, 0, 1),
                f.get("gradient").number(0, -1, 1),
                f.get("tokens-per-gpu").number(kind == JobKind.TRAINING ? 2900 : 0, 0, BIG),
                f.get("start").seconds(Double.NEGATIVE_INFINITY),
                f.get("end").seconds(POSITIVE_INFINITY),
                f.get("every").seconds(NaN));
    }

    private enum Profile {
        MAX_P,
        MAX_Q
    }

    private static Obedience obedience(Field f) {
        f.only("soonest", "latest", "partly", "clamped", "never");
        double soonest = f.get("soonest").seconds(0.5);
        double latest = f.get("latest").seconds(20);
        if (soonest < 0 || latest < soonest) {
            throw f.get("latest").wrong("must not be before 'soonest', and neither may be negative");
        }
        return new Obedience(
                soonest,
                latest,
                f.get("partly").number(0.1, 0, 1),
                f.get("clamped").number(0.05, 0, 1),
                f.get("never").number(0.05, 0, 1));
    }

    private static Prehistory prehistory(Field f) {
        f.only("length", "coarse", "fine");
        double length = f.get("length").seconds(3600);
        double fine = f.get("fine").seconds(300);
        double coarse = f.get("coarse").seconds(10);
        if (length < 0 || fine < 0 || coarse < 1) {
            throw f.wrong("needs a length and a fine part of at least 0 s and coarse steps of at least 1 s");
        }
        return new Prehistory(length, coarse, Math.min(fine, length));
    }

    private static List<String> metrics(Field f) {
        TreeSet<String> known = new TreeSet<>();
        Catalogue.standard().metrics().stream().map(Metric::name).forEach(known::add);
        List<String> names = new ArrayList<>();
        for (Field item : f.items()) {
            if (!known.contains(item.text())) {
                throw item.wrong("names the unknown metric '" + item.text() + "'" + Nearest.hint(item.text(), known));
            }
            names.add(item.text());
        }
        return names;
    }
}
