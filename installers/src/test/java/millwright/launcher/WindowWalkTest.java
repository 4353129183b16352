package millwright.launcher;

import static millwright.launcher.Hands.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.input.KeyCode;
import millwright.connectors.simulator.Simulator;
import millwright.desk.shell.Desk;
import millwright.desk.shell.DeskSetup;
import millwright.feed.ActionProgress;
import millwright.feed.ActionStage;
import millwright.feed.ControlAction;
import millwright.feed.Finding;
import millwright.feed.Incident;
import millwright.feed.Sessions;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as an operator walks through it, by mouse and keys only: find the straggler, open its incident, cap its
 * rack, watch the power fall, scrub back, record, open the recording. Headless in the build, in a real window where a
 * display is given; pictures of the way are left in target/pictures.
 */
class WindowWalkTest {
    private static final EntityId STRAGGLER = new EntityId("gpu:R1-02/T07/G2");
    private static final EntityId ROW = new EntityId("row:R1");
    private static final String ALARMS = "Alarms. ";
    private static final String ONE_LINE = "One-line diagram of the power tree";
    /** Below the heading and the row of the incident, px. */
    private static final double SECOND_ROW = 28 + 28 + 12;

    private static final EntityId RACK = new EntityId("rack:R1-02");

    @TempDir
    Path folder;

    private final Hands hands = new Hands();

    @Test
    void fromTheStragglerToTheRecording() throws Exception {
        SourceOptions options = new SourceOptions();
        options.operator = "shift 2";
        options.choice = new SourceOptions.Choice();
        options.choice.scenario = scenario().toString();
        Origin origin = Origin.of(options);
        DeskSessions sessions = new DeskSessions(origin, options);
        Desk desk =
                Desk.show(DeskSetup.of(origin.feed(), origin.history(), origin.catalogue(), sessions, options.operator)
                        .withWorkspaces(folder.resolve("workspaces")));
        sessions.shownIn(desk);
        try {
            openItsIncident(desk, findTheStraggler(desk));
            capItsRack(desk, origin);
            scrubBack(desk, origin);
            record(sessions);
            openTheRecording(desk, sessions);
        } finally {
            desk.close();
            desk.awaitClose();
            sessions.close();
        }
    }

    /** @return the finding that its alarm is about */
    private String findTheStraggler(Desk desk) throws IOException {
        until(
                "the straggler is found",
                120,
                () -> desk.situation().incidents().values().stream()
                        .filter(Incident::open)
                        .anyMatch(i -> i.causes().getFirst().entity().equals(STRAGGLER)));
        hands.key(KeyCode.DIGIT6);
        until("the alarms are in front", 30, () -> hands.has(ALARMS));
        hands.fill("Filter", "straggler");
        until("only the group and its alarm are left", 30, () -> {
            hands.clickInTable(0.3, SECOND_ROW);
            return hands.has("row 2 of ");
        });
        Finding found = desk.situation().findings().get(hands.told("row 2 of ").replaceFirst("^[^:]*: ", ""));
        assertEquals(
                STRAGGLER, found == null ? null : found.entity(), "the alarm that was clicked is of the straggler");
        look("walk-1-straggler");
        return found.id();
    }

    private void openItsIncident(Desk desk, String finding) throws IOException {
        hands.key(KeyCode.ENTER);
        until("the timeline is in front", 30, () -> hands.has("Incident or run"));
        String incident = desk.situation().incidentOfFinding().get(finding);
        until(
                "the incident of the alarm is chosen",
                10,
                () -> hands.chosen("Incident or run").startsWith(incident + " "));
        look("walk-2-incident");
        hands.key(KeyCode.DIGIT2);
        until("the floor is in front", 30, () -> hands.has("Map of the hall"));
        look("walk-2-floor");
    }

    private void capItsRack(Desk desk, Origin origin) throws Exception {
        hands.key(KeyCode.DIGIT3);
        hands.goTo("R1-02");
        until("the screen tells what is measured", 30, () -> agrees(desk));
        double before = power(origin);
        double committed = onScreen("committed");
        hands.click("Set power limit …");
        until("the dialog may be confirmed", 30, () -> hands.offers("Hold to confirm"));
        look("walk-3-preview");
        hands.hold("Hold to confirm", "it was sent", () -> cap(desk) != null);
        until("telemetry shows it", 60, () -> cap(desk).stage() == ActionStage.CONFIRMED);
        ActionProgress.Target target = cap(desk).values().getFirst();
        assertEquals(850, target.desired());
        assertEquals(850, target.observed(), 1);
        hands.key(KeyCode.ESCAPE);
        until("the dialog is closed", 30, () -> !hands.offers("Close"));
        until("the rack draws less", 60, () -> power(origin) < 0.95 * before);
        until("and the screen says so", 30, () -> agrees(desk));
        until("the row is committed to less", 30, () -> onScreen("committed") < committed - 8);
        assertEquals(committed - 72 * 0.15, onScreen("committed"), 3, "72 GPUs at 850 W in place of 1,000 W");
        look("walk-4-envelope");
    }

    /** What the power screen says of the row of the rack, kW. */
    private double onScreen(String figure) {
        Matcher row =
                Pattern.compile("; Row R1, .*?\\b" + figure + " ([0-9.]+) kW").matcher(hands.told(ONE_LINE));
        assertTrue(row.find(), figure);
        return Double.parseDouble(row.group(1));
    }

    /** Whether the row is said to draw what its racks do. */
    private boolean agrees(Desk desk) {
        Plant plant = desk.situation().plant();
        double[] watts = desk.latest("rack.power", EntityKind.RACK).values();
        double sum = 0;
        for (int rack : plant.within(plant.indexOf(ROW), EntityKind.RACK)) {
            sum += watts[plant.slotOf(rack)];
        }
        return Math.abs(onScreen("observed") - sum / 1_000) < 1;
    }

    private static ActionProgress cap(Desk desk) {
        return desk.situation().actions().values().stream()
                .filter(a -> a.action() instanceof ControlAction.SetPowerCap cap
                        && cap.targets().contains(RACK))
                .findFirst()
                .orElse(null);
    }

    /** Mean of the last five seconds, W. */
    private static double power(Origin origin) throws Exception {
        return window(origin, Origin.now() - 5 * Times.SECOND, Origin.now()).mean()[0];
    }

    /** The newest sample at an instant, W. */
    private static double measured(Origin origin, long instant) throws Exception {
        return window(origin, instant - 20 * Times.SECOND, instant + 1).last()[0];
    }

    private static Window window(Origin origin, long from, long to) throws Exception {
        return origin.history()
                .query(WindowQuery.one(new MetricId("rack.power"), RACK, from, to, 1))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .getFirst();
    }

    private void scrubBack(Desk desk, Origin origin) throws Exception {
        long now = Origin.now();
        long wanted = cap(desk).action().header().created() - 12 * Times.SECOND;
        double share = 1 - (double) (now - wanted) / Times.HOUR;
        hands.clickInside(
                "Events over the range. Left and Right point at an instant, with Shift they brush, Enter goes there.",
                share,
                26,
                false);
        until("the past is shown", 30, () -> desk.situation().replay());
        long shown = desk.situation().time().now();
        double off = (shown - wanted) / 1e9;
        // a pixel is some 4 s; a busy machine is told late and draws its last instant further right than it is
        assertTrue(off > -30 && off < 11, off + " s beside " + Times.instant(wanted));
        double drawn = measured(origin, shown);
        until("the rack draws what it drew then", 30, () -> Math.abs(shownPower(desk) - drawn) < 1);
        assertTrue(cap(desk) == null, "at that time nobody had capped it");
        look("walk-5-scrubbed");
        hands.key(KeyCode.L);
        until("now is shown again", 30, () -> !desk.situation().replay());
    }

    private static double shownPower(Desk desk) {
        Plant plant = desk.situation().plant();
        return desk.latest("rack.power", EntityKind.RACK).values()[plant.slotOf(plant.indexOf(RACK))];
    }

    private void record(DeskSessions sessions) throws IOException {
        hands.key(KeyCode.DIGIT8);
        until("captures are in front", 30, () -> hands.offers("Record"));
        hands.write("millwright-captures", folder.toString());
        hands.click("Record");
        until("it records", 30, () -> !sessions.status().recording().isEmpty());
        until("four seconds are recorded", 30, () -> longEnough(sessions.status()));
        hands.click("Stop recording");
        until("the recording is closed", 30, () -> sessions.status().recording().isEmpty());
        look("walk-6-recorded");
    }

    private static boolean longEnough(Sessions.Status status) {
        return Origin.now() - status.since() > 4 * Times.SECOND;
    }

    private void openTheRecording(Desk desk, DeskSessions sessions) throws IOException {
        until("it is listed", 30, () -> hands.offers("Captures. Arrows move, Enter opens."));
        // a busy machine may hear two clicks of one double click; who sees nothing open clicks again
        for (int tries = 0; tries < 5 && !isOpen(sessions); tries++) {
            hands.clickInside("Captures. Arrows move, Enter opens.", 0.1, 42, true);
            Hands.await(15, () -> isOpen(sessions));
        }
        assertTrue(
                isOpen(sessions),
                "the recording is open, not " + sessions.status().source());
        until(
                "the recording is shown",
                30,
                () -> desk.situation().replay() && desk.situation().plant().indexOf(RACK) >= 0);
        hands.key(KeyCode.DIGIT2);
        until(
                "its findings are there",
                20,
                () -> desk.situation().findings().values().stream()
                        .anyMatch(f -> f.entity().equals(STRAGGLER)));
        look("walk-7-replay");
    }

    private static boolean isOpen(DeskSessions sessions) {
        return sessions.status().source().endsWith(".mwcap");
    }

    private static void look(String name) throws IOException {
        int colours = Hands.picture(name);
        assertTrue(colours > 30, name + " has only " + colours + " colours");
    }

    /** The demo plant, whose straggler begins while we watch, and which obeys in full. */
    private Path scenario() throws IOException {
        try (InputStream in = Simulator.class.getResourceAsStream("scenario/demo.yaml")) {
            String demo = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Path file = folder.resolve("walk.yaml");
            Files.writeString(
                    file,
                    demo.substring(0, demo.indexOf("faults:"))
                            + "obedience: {partly: 0, clamped: 0, never: 0}\n"
                            + "faults:\n  - {fault: straggler, at: 5s, on: R1-02/T07/G2, severity: 0.4}\n");
            return file;
        }
    }
}
