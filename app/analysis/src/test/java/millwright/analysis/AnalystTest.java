package millwright.analysis;

import static millwright.analysis.SmallPlant.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.PlantEvent;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;

class AnalystTest {
    private static List<PlantEvent> run(Story story, int seconds) {
        Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
        List<PlantEvent> told = new ArrayList<>();
        for (int s = 0; s < seconds; s++) {
            story.second(s).forEach(e -> analyst.accept(e, told::add));
            analyst.tick(SmallPlant.START + s * Times.SECOND + 200 * Times.MILLI, told::add);
        }
        return told;
    }

    /** The newest form of each incident that was not merged away. */
    private static List<Incident> incidents(List<PlantEvent> told) {
        Map<String, Incident> newest = new TreeMap<>();
        only(told, Incident.class).forEach(i -> newest.put(i.id(), i));
        return List.copyOf(newest.values());
    }

    @Test
    void aCalmPlantSaysNothing() {
        List<PlantEvent> told = run(new Story(1), 1800);
        assertEquals(List.of(), told);
    }

    @Test
    void oneWithoutRulesKeepsNothingOfARecordingOfYears() {
        Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.silent());
        List<PlantEvent> told = new ArrayList<>();
        new Story(1).second(0).forEach(e -> analyst.accept(e, told::add));
        assertEquals(0, analyst.held());
        analyst.tick(SmallPlant.START + 6 * 365 * 24 * Times.HOUR, told::add);
        assertEquals(List.of(), told);
    }

    @Test
    void aTenPercentStragglerIsOneIncidentThatNamesTheGpu() {
        Story story = new Story(2);
        story.straggler = 77;
        story.stragglerFrom = 600;
        List<PlantEvent> told = run(story, 900);
        List<Incident> incidents = incidents(told);
        assertEquals(1, incidents.size(), () -> incidents.toString());
        Incident incident = incidents.getFirst();
        EntityId gpu = story.plant.at(EntityKind.GPU, 77).id();
        assertEquals(gpu, incident.causes().getFirst().entity(), incident::toString);
        assertEquals(List.of(EntityId.of(EntityKind.JOB, "pretrain")), incident.jobsHit());
        assertTrue(
                incident.path().stream().anyMatch(p -> p.to().equals(EntityId.of(EntityKind.JOB, "pretrain"))),
                incident::toString);
        long found = incident.opened() - SmallPlant.START - 600 * Times.SECOND;
        assertTrue(found < 60 * Times.SECOND, "found after " + found / 1e9 + " s");
    }

    @Test
    void aRackWithoutCoolantIsOneIncidentThatNamesTheRack() {
        Story story = new Story(3);
        story.dryRack = 6;
        story.dryFrom = 300;
        List<Incident> incidents = incidents(run(story, 700));
        assertEquals(1, incidents.size(), () -> incidents.toString());
        Incident incident = incidents.getFirst();
        EntityId rack = story.plant.at(EntityKind.RACK, 6).id();
        assertEquals(rack, incident.causes().getFirst().entity(), incident::toString);
        assertEquals(72, incident.blast().gpus());
        assertTrue(incident.blast().tokensLost() > 0, incident::toString);
    }

    @Test
    void lostPumpsAreOneIncidentFromThePumpToTheJob() {
        Story story = new Story(4);
        story.pumpRow = 2;
        story.pumpFrom = 300;
        List<PlantEvent> told = run(story, 700);
        List<Incident> incidents = incidents(told);
        assertEquals(1, incidents.size(), () -> incidents.toString());
        Incident incident = incidents.getFirst();
        assertEquals(
                EntityId.of(EntityKind.PUMP, "CDU-02/P1"),
                incident.causes().getFirst().entity());
        assertEquals(4, incident.blast().racks());
        assertEquals(288, incident.blast().gpus());
        assertEquals(List.of(EntityId.of(EntityKind.JOB, "chat")), incident.jobsHit());
        assertTrue(
                incident.path().stream()
                        .anyMatch(p -> p.from().equals(EntityId.of(EntityKind.PUMP, "CDU-02/P1"))
                                && p.to().equals(EntityId.of(EntityKind.CDU, "CDU-02"))),
                incident::toString);
    }

    @Test
    void failingMemoryUnderALostPumpIsNotBlamedOnThePump() {
        Story story = new Story(4);
        story.pumpRow = 2;
        story.pumpFrom = 300;
        story.memoryError = 330;
        List<PlantEvent> told = run(story, 700);
        Finding memory = only(told, Finding.class).stream()
                .filter(f -> f.rule().equals("xid"))
                .findFirst()
                .orElseThrow();
        assertTrue(incidents(told).stream().noneMatch(i -> i.findings().contains(memory.id())), memory::toString);
    }

    @Test
    void slowdownOfFourHundredGpusIsTheLineOfEachRack() {
        Story story = new Story(5);
        story.pumpRow = 1;
        story.pumpFrom = 100;
        List<PlantEvent> told = run(story, 400);
        List<Finding> slow = only(told, Finding.class).stream()
                .filter(f -> f.rule().equals("throttle") && f.active())
                .toList();
        long lines = slow.stream().map(Finding::id).distinct().count();
        assertTrue(lines <= 4 + 12, lines + " lines");
        long most = slow.stream()
                .filter(f -> f.entity().text().startsWith("rack:"))
                .mapToLong(Finding::count)
                .max()
                .orElse(0);
        assertEquals(72, most);
    }

    @Test
    void aCheckpointOfTheWholeJobIsNoNews() {
        Story story = new Story(6);
        story.checkpoint = 400;
        assertEquals(List.of(), run(story, 600));
    }

    /** Pumps lost at 100 s, the job stands still for 80 s: which incident that is in. */
    private static Incident ofStall(int pumpsBack, int still) {
        Story story = new Story(6);
        story.pumpRow = 1;
        story.pumpFrom = 100;
        story.pumpUntil = pumpsBack;
        story.checkpoint = still;
        story.checkpointFor = 80;
        List<PlantEvent> told = run(story, still + 150);
        Finding stall = only(told, Finding.class).stream()
                .filter(f -> f.rule().equals("stall"))
                .findFirst()
                .orElseThrow();
        List<Incident> with = incidents(told).stream()
                .filter(i -> i.findings().contains(stall.id()))
                .toList();
        assertEquals(1, with.size(), with::toString);
        return with.getFirst();
    }

    private static EntityId firstCause(Incident incident) {
        return incident.causes().getFirst().entity();
    }

    @Test
    void aStallAfterThePumpsRunAgainIsNotTheirs() {
        EntityId job = EntityId.of(EntityKind.JOB, "pretrain");
        for (int after : List.of(25, 40, 90, 200)) {
            Incident incident = ofStall(300, 300 + after);
            assertEquals(job, firstCause(incident), after + " s after: " + incident);
            assertEquals(
                    List.of(job),
                    incident.causes().stream().map(Incident.Cause::entity).toList());
        }
    }

    @Test
    void aStallBeforeAnythingGotHotIsNotOfThePumps() {
        assertEquals(EntityId.of(EntityKind.JOB, "pretrain"), firstCause(ofStall(600, 105)));
    }

    @Test
    void aJobThatStandsStillWhileItsBoardsAreSlowedIsOfThePumps() {
        assertEquals(EntityId.of(EntityKind.PUMP, "CDU-01/P1"), firstCause(ofStall(600, 250)));
    }

    @Test
    void afterRepairTheIncidentClosesAndTheAlarmsReturn() {
        Story story = new Story(7);
        story.pumpRow = 1;
        story.pumpFrom = 100;
        story.pumpUntil = 300;
        List<PlantEvent> told = run(story, 1000);
        List<Incident> incidents = incidents(told);
        assertEquals(1, incidents.size(), () -> incidents.toString());
        assertTrue(!incidents.getFirst().open(), incidents::toString);
        Map<String, Finding> newest = new TreeMap<>();
        only(told, Finding.class).forEach(f -> newest.put(f.id(), f));
        assertEquals(List.of(), newest.values().stream().filter(Finding::active).toList());
    }

    @Test
    void anyOrderOfArrivalWithinTheBoundGivesTheSame() {
        for (int seed = 0; seed < 3; seed++) {
            List<String> inOrder = words(run(faulty(), 420));
            Analyst analyst = new Analyst(Catalogue.standard(), AnalystConfig.standard());
            List<PlantEvent> told = new ArrayList<>();
            Story story = faulty();
            Random random = new Random(seed);
            List<PlantEvent> mixed = new ArrayList<>();
            for (int s = 0; s < 420; s++) {
                mixed.addAll(story.second(s));
                if (s % 2 == 1) {
                    Collections.shuffle(mixed, random);
                    mixed.forEach(e -> analyst.accept(e, told::add));
                    mixed.clear();
                    analyst.tick(SmallPlant.START + s * Times.SECOND + 200 * Times.MILLI, told::add);
                }
            }
            assertEquals(inOrder, words(told));
        }
    }

    private static Story faulty() {
        Story story = new Story(8);
        story.pumpRow = 1;
        story.pumpFrom = 200;
        story.straggler = 300;
        story.stragglerFrom = 200;
        return story;
    }

    private static List<String> words(List<PlantEvent> told) {
        return told.stream().map(Object::toString).toList();
    }
}
