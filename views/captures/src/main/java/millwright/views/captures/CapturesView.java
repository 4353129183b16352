package millwright.views.captures;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.feed.Sessions;
import millwright.plant.Times;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.RowTable;
import millwright.views.kit.TableColumn;
import millwright.views.kit.TitleRule;

/** Recording and opening. FX thread; the folder is listed on a virtual thread every five seconds while shown. */
final class CapturesView implements View {
    private static final long LIST_EVERY = 5 * Times.SECOND;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    private final ViewContext context;
    private final RowTable<CaptureFile> table;
    private final TitleRule title;
    private final Label status = new Label();
    private final Label problem = new Label();
    private final Button record = new Button("Record");
    private final Button stop = new Button("Stop recording");
    private final TextField folder = new TextField(home().toString());
    private final TextField gateway = new TextField();
    private final EmptyState empty;
    private final StackPane root = new StackPane();
    private final Transport transport;
    /** Why the folder could not be listed the last time; empty when it could. */
    private String unlisted = "";

    private long listed = Long.MIN_VALUE;

    CapturesView(ViewContext context) {
        this.context = context;
        ObservableValue<Look> looks = Looks.of(context);
        title = new TitleRule(looks, "Captures in this folder", "newest first; double click opens one");
        table = new RowTable<CaptureFile>(looks, columns(), 28)
                .key(CaptureFile::file)
                .onOpen(c -> open(c.file()));
        empty = new EmptyState(
                        Symbol.CAPTURES,
                        "No captures here yet",
                        "Record the plant that is shown, open a capture from elsewhere, or import files with: millwright "
                                + "capture import --format csv|mlperf --out FILE.mwcap …")
                .action("Record now", this::startRecording)
                .action("Open a file …", this::choose);
        transport = new Transport(context);
        build();
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "."), "millwright-captures");
    }

    private List<TableColumn<CaptureFile>> columns() {
        return List.of(
                TableColumn.<CaptureFile>name(
                                "Name", 320, c -> String.valueOf(c.file().getFileName()))
                        .growing(),
                TableColumn.text("Recorded until", 180, c -> when(c.modified() * Times.MILLI), Token.TEXT),
                TableColumn.number("Size", 100, c -> Figures.of(c.bytes(), "By").joined(), Token.VALUE));
    }

    private String when(long time) {
        return context.clockFace().date(time) + " " + context.clockFace().seconds(time);
    }

    private void build() {
        CopyMenu.install(table, "captures", this::csv, context);
        record.setOnAction(_ -> startRecording());
        stop.setOnAction(_ -> context.sessions().stopRecording());
        Button choose = new Button("Open a file …");
        choose.setOnAction(_ -> choose());
        Button attach = new Button("Attach");
        gateway.setPromptText("HOST:PORT of a gateway");
        gateway.setPrefWidth(190);
        Runnable attaching = () -> {
            if (!gateway.getText().isBlank()) {
                context.sessions().attach(gateway.getText().strip());
            }
        };
        attach.setOnAction(_ -> attaching.run());
        gateway.setOnAction(_ -> attaching.run());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(8, record, stop, status, space, choose, gateway, attach);
        tools.getStyleClass().add("tool-bar-row");
        folder.setPrefWidth(480);
        folder.setOnAction(_ -> listed = Long.MIN_VALUE);
        HBox where = new HBox(8, new Label("Folder"), folder, problem);
        where.getStyleClass().add("tool-bar-row");
        problem.getStyleClass().add("ink-alarm-2");
        StackPane list = new StackPane(table, empty);
        VBox.setVgrow(list, Priority.ALWAYS);
        table.setAccessibleText("Captures. Arrows move, Enter opens.");
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(new VBox(12, tools, transport, where, title, list));
    }

    private void startRecording() {
        Path into = Path.of(folder.getText().strip());
        try {
            Files.createDirectories(into);
            String stamp = NAME.format(Times.instant(context.time().now()).atOffset(ZoneOffset.UTC));
            context.sessions().startRecording(into.resolve("millwright-" + stamp + "Z.mwcap"));
            listed = Long.MIN_VALUE;
        } catch (IOException e) {
            context.navigation()
                    .warn("cannot make the folder " + into + ": " + e.getMessage() + "; choose another one");
        }
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a capture");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("Captures", "*.mwcap"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        Window window = root.getScene() == null ? null : root.getScene().getWindow();
        File chosen = chooser.showOpenDialog(window);
        if (chosen != null) {
            open(chosen.toPath());
        }
    }

    private void open(Path file) {
        context.sessions().openCapture(file);
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void pulse(long now) {
        transport.pulse(context.situation());
        Sessions.Status s = context.sessions().status();
        boolean recording = !s.recording().isEmpty();
        record.setDisable(recording);
        stop.setDisable(!recording || s.stopping());
        status.setText(
                recording
                        ? (s.stopping() ? "stopping… " : "recording ")
                                + Path.of(s.recording()).getFileName() + ", "
                                + Figures.of(s.bytes(), "By").joined() + ", since "
                                + context.clockFace().seconds(s.since())
                        : "watching " + s.source());
        problem.setText(
                Stream.of(s.problem(), unlisted).filter(p -> !p.isEmpty()).collect(Collectors.joining("; ")));
        if (listed == Long.MIN_VALUE || Math.abs(now - listed) > LIST_EVERY) {
            listed = now;
            list(Path.of(folder.getText().strip()));
        }
    }

    private void list(Path where) {
        Thread.ofVirtual().name("capture-list").start(() -> {
            try {
                List<CaptureFile> found = Files.isDirectory(where) ? CaptureFile.in(where) : List.of();
                context.onFx(() -> {
                    unlisted = "";
                    show(found);
                });
            } catch (IOException | UncheckedIOException e) {
                context.onFx(() -> unlisted = "cannot list " + where + ": " + e.getMessage());
            }
        });
    }

    private void show(List<CaptureFile> found) {
        table.show(found);
        title.right(found.size() + (found.size() == 1 ? " file" : " files"));
        empty.setVisible(found.isEmpty());
        table.setVisible(!found.isEmpty());
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("file,bytes,modified\n");
        for (CaptureFile c : table.rows()) {
            rows.append("\"%s\",%d,%s%n".formatted(c.file(), c.bytes(), Times.instant(c.modified() * Times.MILLI)));
        }
        return rows.toString();
    }

    @Override
    public Map<String, String> save() {
        return Map.of("folder", folder.getText());
    }

    @Override
    public void restore(Map<String, String> saved) {
        folder.setText(saved.getOrDefault("folder", folder.getText()));
    }

    @Override
    public void close() {
        table.show(List.of());
    }
}
