package millwright.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import millwright.connectors.link.Link;
import millwright.connectors.link.LinkSettings;
import millwright.connectors.link.Target;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.desk.shell.Desk;
import millwright.desk.shell.DeskSetup;
import millwright.feed.CaptureLabel;
import millwright.feed.Sessions;
import millwright.plant.Catalogue;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;
import millwright.plant.Times;
import millwright.series.Latest;
import millwright.styles.Symbol;
import millwright.styles.Theme;
import millwright.views.floor.FloorProvider;

/**
 * The desk as a process: the whole window with the floor shown and all ten metrics subscribed. Prints each tick and the
 * end of the pulse that drew it; answers each line with its memory. Argument: the gateway's port.
 */
final class EndDesk {
    private static final String[] METRICS = {
        "gpu.power", "gpu.power.limit", "gpu.temperature", "gpu.temperature.margin", "gpu.clock.sm",
        "gpu.utilization", "gpu.sm.active", "gpu.tensor.active", "gpu.dram.active", "gpu.throttle"
    };

    private EndDesk() {}

    public static void main(String[] args) throws Exception {
        Link link = new Link(
                Target.loopback(Integer.parseInt(args[0])),
                LinkSettings.standard("end to end"),
                () -> Times.nanos(Instant.now()));
        Path workspaces = Files.createTempDirectory("millwright-bench");
        Desk desk = Desk.show(new DeskSetup(
                link,
                link,
                Catalogue.standard(),
                new NoSessions(),
                "bench",
                "",
                workspaces,
                Clock.systemUTC(),
                Theme.DARK,
                1,
                List.of(new Watched())));
        desk.open("floor");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (in.readLine() != null) {
                System.out.println(ProcessMemory.now());
            }
        }
        System.exit(0);
    }

    /** The floor, heard when it has drawn something newer. */
    private static final class Watched implements ViewProvider {
        private final FloorProvider floor = new FloorProvider();

        @Override
        public String id() {
            return floor.id();
        }

        @Override
        public String title() {
            return floor.title();
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Symbol icon() {
            return floor.icon();
        }

        @Override
        public View create(ViewContext context) {
            return new WatchedView(floor.create(context), context);
        }
    }

    private static final class WatchedView implements View {
        private final View view;
        private final ViewContext context;
        private final List<ViewContext.Demand> demands = new ArrayList<>();
        private long drawn;

        WatchedView(View view, ViewContext context) {
            this.view = view;
            this.context = context;
            for (String metric : METRICS) {
                demands.add(context.demand(new MetricId(metric), EntityKind.GPU));
            }
        }

        @Override
        public Node node() {
            return view.node();
        }

        /** The floor divides power by its limit, which seldom changes: a tick is drawn when its power has come. */
        @Override
        public void pulse(long now) {
            long tick = newest("gpu.power");
            view.pulse(now);
            if (tick > drawn) {
                drawn = tick;
                System.out.println("drawn " + tick + " " + System.nanoTime());
            }
        }

        private long newest(String metric) {
            Latest latest = context.latest().latest(new MetricId(metric), EntityKind.GPU);
            long newest = 0;
            for (long time : latest.times()) {
                newest = Math.max(newest, time);
            }
            return newest;
        }

        @Override
        public void close() {
            demands.forEach(ViewContext.Demand::close);
            view.close();
        }
    }

    private static final class NoSessions implements Sessions {
        @Override
        public void openCapture(Path capture) {}

        @Override
        public CaptureLabel label(Path capture) {
            return CaptureLabel.unreadable("not opened here");
        }

        @Override
        public void attach(String hostPort) {}

        @Override
        public void startRecording(Path capture) {}

        @Override
        public void stopRecording() {}

        @Override
        public Status status() {
            return new Status("bench", "", 0, 0, "");
        }
    }
}
