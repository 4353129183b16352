package millwright.connectors.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.plant.DataState;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final String STRAGGLER =
            "faults:\n  - {fault: straggler, at: 0s, on: R1-01/T02/G3, severity: 0.4}\n";

    @Test
    void theSlowestGpuSetsTheStepOfASynchronousJob() {
        Notes notes = Notes.small(STRAGGLER).step(20);
        World world = notes.world();
        int slow = world.addresses.index("R1-01/T02/G3");

        double expected = 4 / world.gpus.speed[slow];
        assertEquals(expected, notes.value("job.step.time", "job:train"), 0.05 * expected);
        assertTrue(expected > 6, "a straggler at 60 % of its clock makes steps of 4 s longer than 6 s");
    }

    @Test
    void balancingHidesItsShareOfTheLag() {
        Notes strict = Notes.small(STRAGGLER).step(20);
        Notes balanced = Notes.of((Notes.SMALL + STRAGGLER).replace("step: 4", "step: 4, balance: 0.9"))
                .step(20);
        double lag = strict.world().jobs.pace[0];
        assertEquals(1 - 0.1 * (1 - lag), balanced.world().jobs.pace[0], 0.01);
    }

    @Test
    void peersOfAStragglerWaitAndDrawLess() {
        Notes plain = Notes.small("").step(20);
        Notes hit = Notes.small(STRAGGLER).step(20);
        int peer = plain.world().addresses.index("R1-02/T01/G1");
        assertTrue(hit.world().gpus.active[peer] < 0.95 * plain.world().gpus.active[peer]);
    }

    @Test
    void theMaxQProfileGivesUpSevenPercentForFifteenPercentOfPower() {
        Notes p = Notes.small("").step(20);
        Notes q = Notes.of(Notes.SMALL.replace("step: 4", "step: 4, profile: max-q"))
                .step(20);

        double power = 0;
        double less = 0;
        for (int g = 0; g < 16; g++) {
            power += p.value("gpu.power", gpu(g));
            less += q.value("gpu.power", gpu(g));
            assertEquals(850, q.value("gpu.power.limit", gpu(g)));
            assertEquals(2, q.value("gpu.profile.enforced", gpu(g)));
        }
        assertEquals(0.85, less / power, 0.015);
        double step = p.value("job.step.time", "job:train") / q.value("job.step.time", "job:train");
        assertEquals(0.93, step / p.world().jobs.pace[0], 0.08);
    }

    private static String gpu(int g) {
        return "gpu:R1-0" + (g / 8 + 1) + "/T0" + (g / 4 % 2 + 1) + "/G" + g % 4;
    }

    @Test
    void starvedRacksThrottleByHeatAndTheirEndpointSuffers() {
        Notes notes = Notes.small(
                "faults:\n  - {fault: pump-loss, at: 30s, for: 10m, on: CDU-02/P1, starves: [R2-01], severity: 0.6}\n");
        notes.step(25);
        double before = notes.value("endpoint.tpot.p99", "endpoint:chat");
        notes.step(120);

        long mask = (long) notes.value("gpu.throttle", "gpu:R2-01/T01/G0");
        assertEquals(Gpus.SW_THERMAL, mask & Gpus.SW_THERMAL);
        assertEquals(0, (long) notes.value("gpu.throttle", "gpu:R2-02/T01/G0") & Gpus.SW_THERMAL);
        assertTrue(notes.value("gpu.throttle.sw-thermal.time", "gpu:R2-01/T01/G0") > 10e9);
        assertTrue(notes.value("gpu.temperature", "gpu:R2-01/T01/G0") > 78);
        assertTrue(notes.value("rack.coolant.flow", "rack:R2-01") < 60);
        assertEquals(0, notes.value("pump.speed", "pump:CDU-02/P1"), 1);
        assertTrue(notes.value("endpoint.tpot.p99", "endpoint:chat") > 1.05 * before);
        notes.step(700);
        assertEquals(0, (long) notes.value("gpu.throttle", "gpu:R2-01/T01/G0") & Gpus.SW_THERMAL);
    }

    @Test
    void energyGrowsByPowerTimesTime() {
        Notes notes = Notes.small("").step(10);
        double energy = notes.value("gpu.energy", "gpu:R2-01/T01/G0");
        notes.step(100);
        double power = notes.value("gpu.power", "gpu:R2-01/T01/G0");
        assertEquals(100 * power, notes.value("gpu.energy", "gpu:R2-01/T01/G0") - energy, 5 * power);
    }

    @Test
    void trainingHasStepsAndNoOutputTokensInferenceTheReverse() {
        Notes notes = Notes.small("").step(10);
        assertEquals(DataState.NOT_SUPPORTED, notes.state("job.output.rate", "job:train"));
        assertEquals(DataState.NOT_SUPPORTED, notes.state("job.step.time", "job:serve"));
        assertEquals(20_000, notes.value("job.output.rate", "job:serve"), 4_000);
        double racks = notes.value("rack.output.rate", "rack:R2-01") + notes.value("rack.output.rate", "rack:R2-02");
        assertEquals(notes.value("endpoint.output.rate", "endpoint:chat"), racks, 0.03 * racks);
    }
}
