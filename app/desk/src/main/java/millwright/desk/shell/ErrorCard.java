package millwright.desk.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Stands where a screen broke: what happened, what to do, and the rest for a report. FX thread. */
final class ErrorCard extends StackPane {
    private static final int DETAIL_LINES = 6;

    ErrorCard(String title, String what, Throwable problem, Runnable retry) {
        Label head = new Label(title + " " + what);
        head.getStyleClass().add("title");
        Label remedy =
                new Label("The other screens go on. Try again; if it comes back, copy the details into a report.");
        remedy.getStyleClass().add("remedy");
        remedy.setWrapText(true);
        String trace = trace(problem);
        Label detail = new Label(
                trace.lines().limit(DETAIL_LINES).reduce((a, b) -> a + "\n" + b).orElse(""));
        detail.getStyleClass().add("detail");
        detail.setWrapText(true);
        Button again = new Button("Try again");
        again.getStyleClass().add("primary");
        again.setOnAction(_ -> retry.run());
        Button copy = new Button("Copy details");
        copy.setOnAction(_ -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(trace);
            Clipboard.getSystemClipboard().setContent(content);
        });
        VBox card = new VBox(head, remedy, detail, new HBox(8, again, copy));
        card.getStyleClass().add("error-card");
        card.setMaxSize(560, USE_PREF_SIZE);
        setAlignment(Pos.CENTER);
        getStyleClass().add("view");
        getChildren().add(card);
        card.setAccessibleText(head.getText());
    }

    private static String trace(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text));
        return text.toString().replace("\t", "  ");
    }
}
