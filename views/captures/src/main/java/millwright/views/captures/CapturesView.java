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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.desk.draw.Pen;
import millwright.feed.CaptureLabel;
import millwright.feed.Sessions;
import millwright.plant.Count;
import millwright.plant.CsvLine;
import millwright.plant.Times;
import millwright.styles.Fonts;
import millwright.styles.Symbol;
import millwright.styles.Token;
import millwright.views.kit.CopyMenu;
import millwright.views.kit.EmptyState;
import millwright.views.kit.Looks;
import millwright.views.kit.RowTable;
import millwright.views.kit.TableColumn;
import millwright.views.kit.TitleRule;
import millwright.views.kit.ToolRow;
import org.jspecify.annotations.Nullable;

/** Recording and opening. FX thread; the folder is listed on a virtual thread every five seconds while shown. */
final class CapturesView implements View {
    private static final long LIST_EVERY = 5 * Times.SECOND;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    private final ViewContext context;
    private final RowTable<CaptureFile> table;
    private final TitleRule title;
    private final Label status = new Label();
    private final Label problem = new Label();
    private final Label opening = new Label();
    private final Button cancel = new Button("Cancel");
    private final Button record = new Button("Record");
    private final Button stop = new Button("Stop recording");
    private final TextField folder = new TextField(home().toString());
    private final TextField gateway = new TextField();
    private final EmptyState empty;
    private final StackPane root = new StackPane();
    private final Transport transport;
    private final Shelf shelf = new Shelf();
    private final AtomicBoolean listing = new AtomicBoolean();
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
                        "Record the plant that is shown, open a capture from elsewhere, or import files with:"
                                + " millwright capture import --format csv|mlperf --out FILE.mwcap …")
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
                                "Name", 260, c -> String.valueOf(c.file().getFileName()))
                        .growing(),
                new TableColumn<CaptureFile>("Plant", 260, true, false, CapturesView::plant),
                new TableColumn<CaptureFile>("Data", 150, false, false, CapturesView::data),
                TableColumn.text("From", 160, c -> from(c.label()), Token.TEXT),
                TableColumn.number("Lasts", 110, c -> lasts(c.label()), Token.VALUE),
                TableColumn.number("Size", 100, c -> Figures.of(c.bytes(), "By").joined(), Token.VALUE));
    }

    private static void plant(Pen pen, CaptureFile row, TableColumn.Box box) {
        CaptureLabel label = row.label();
        boolean bad = label != null && !label.problem().isEmpty();
        String text = label == null ? "" : bad ? label.problem() : label.plant().isEmpty() ? "–" : label.plant();
        Token ink = bad ? Token.ALARM_2_INK : Token.TEXT;
        pen.text(text, pen.look().body(Fonts.CELL), ink, box.x(), box.baseline(), box.w() - 8);
    }

    private static void data(Pen pen, CaptureFile row, TableColumn.Box box) {
        CaptureLabel label = row.label();
        boolean simulated = label != null && label.simulated();
        String text = simulated ? "SIMULATED" : label == null ? "…" : made(label.made());
        Token ink = simulated ? Token.SIMULATED : Token.TEXT;
        pen.text(text, pen.look().body(Fonts.CELL), ink, box.x(), box.baseline(), box.w() - 8);
    }

    private static String made(String made) {
        return made.isEmpty() || made.equals(CaptureLabel.RECORDED) ? made : "from " + made;
    }

    private String from(@Nullable CaptureLabel label) {
        return label == null || label.from() == 0 ? "–" : when(label.from());
    }

    private static String lasts(@Nullable CaptureLabel label) {
        return label == null || label.from() == 0 ? "–" : Figures.span(label.to() - label.from());
    }

    private String when(long time) {
        return context.clockFace().date(time) + " " + context.clockFace().seconds(time);
    }

    private void build() {
        // each row says itself what it is
        CopyMenu.install(table, "captures", this::csv, new CopyMenu.Simulated(() -> false, () -> false), context);
        record.setOnAction(_ -> startRecording());
        stop.setOnAction(_ -> context.sessions().stopRecording());
        Button choose = new Button("Open a file …");
        choose.setOnAction(_ -> choose());
        Button attach = new Button("Attach");
        gateway.setPromptText("HOST:PORT of a gateway");
        gateway.setAccessibleText("Gateway to attach to, HOST:PORT");
        folder.setAccessibleText("Folder of captures");
        gateway.setStyle("-fx-pref-width: 16em");
        Runnable attaching = () -> {
            if (!gateway.getText().isBlank()) {
                context.sessions().attach(gateway.getText().strip());
            }
        };
        attach.setOnAction(_ -> attaching.run());
        gateway.setOnAction(_ -> attaching.run());
        ToolRow tools = new ToolRow();
        tools.add("", record, stop, status);
        tools.end(choose, gateway, attach);
        folder.setStyle("-fx-pref-width: 37em");
        folder.setOnAction(_ -> listed = Long.MIN_VALUE);
        cancel.setOnAction(_ -> context.sessions().cancelOpening());
        cancel.setAccessibleText("Cancel opening");
        ToolRow where = new ToolRow();
        where.add("Folder", folder, problem);
        where.end(opening, cancel);
        opening(Sessions.Opening.NONE);
        problem.getStyleClass().add("ink-alarm-2");
        StackPane list = new StackPane(table, empty);
        VBox.setVgrow(list, Priority.ALWAYS);
        table.setVisible(false); // neither is true before the folder was read
        empty.setVisible(false);
        title.right("reading the folder …");
        table.setAccessibleText("Captures. Arrows move, Enter opens.");
        root.getStyleClass().add("view");
        root.setPadding(new Insets(16));
        root.getChildren().add(new VBox(12, tools, where, title, list, transport));
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
        opening(context.sessions().opening());
        if (listed == Long.MIN_VALUE || Math.abs(now - listed) > LIST_EVERY) {
            listed = now;
            list(Path.of(folder.getText().strip()));
        }
    }

    /** The place of both is kept while nothing is being opened, so that nothing moves. */
    private void opening(Sessions.Opening now) {
        opening.setVisible(now.running());
        cancel.setVisible(now.running());
        opening.setText(
                now.running()
                        ? "opening " + now.what() + ", " + Figures.age(now.lasts()) + "; what is shown stays until then"
                        : "");
    }

    private void list(Path where) {
        if (!listing.compareAndSet(false, true)) {
            return; // many captures are still being looked at
        }
        Path recording = Path.of(context.sessions().status().recording());
        Thread.ofVirtual().name("capture-list").start(() -> {
            try {
                shelf.read(
                        where,
                        recording,
                        context.sessions()::label,
                        found -> context.onFx(() -> {
                            if (where.equals(Path.of(folder.getText().strip()))) {
                                unlisted = "";
                                show(found);
                            }
                        }));
            } catch (IOException | UncheckedIOException e) {
                context.onFx(() -> unlisted = "cannot list " + where + ": " + e.getMessage());
            } finally {
                listing.set(false);
                context.onFx(() -> {
                    if (!where.equals(Path.of(folder.getText().strip()))) {
                        listed = Long.MIN_VALUE; // another folder was named meanwhile
                    }
                });
            }
        });
    }

    private void show(List<CaptureFile> found) {
        table.show(found);
        title.right(Count.of(found.size(), "file"));
        empty.setVisible(found.isEmpty());
        table.setVisible(!found.isEmpty());
    }

    private String csv() {
        StringBuilder rows = new StringBuilder("file,bytes,written,plant,made,simulated,from,to,problem\n");
        for (CaptureFile c : table.rows()) {
            CaptureLabel l = c.label() == null ? CaptureLabel.unreadable("") : c.label();
            rows.append(CsvLine.of(
                    c.file(),
                    c.bytes(),
                    Times.instant(c.modified() * Times.MILLI),
                    l.plant(),
                    l.made(),
                    l.simulated() ? "SIMULATED" : "",
                    l.from() == 0 ? null : Times.instant(l.from()),
                    l.to() == 0 ? null : Times.instant(l.to()),
                    l.problem()));
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
    public boolean settled() {
        return listed != Long.MIN_VALUE && !listing.get();
    }

    @Override
    public void close() {
        table.show(List.of());
    }
}
