package millwright.views.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import millwright.styles.Symbol;
import millwright.styles.Symbols;

/** Shown where there is nothing to show: says what is missing, what would fill it and how. FX thread. */
public final class EmptyState extends VBox {
    private final HBox actions = new HBox(8);
    private final Label text;
    private final Label title;
    private String what;

    /** @param what for example "No serving results" @param how for example "Import vLLM or InferenceX result files: …" */
    public EmptyState(Symbol symbol, String what, String how) {
        super(8);
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        title = new Label(what);
        title.getStyleClass().add("section-title");
        this.what = what;
        text = new Label(how);
        text.getStyleClass().add("section-note");
        text.setWrapText(true);
        text.setMaxWidth(520);
        text.setMinHeight(USE_PREF_SIZE);
        setMinHeight(0);
        text.setTextAlignment(TextAlignment.CENTER);
        text.setAlignment(Pos.CENTER);
        actions.setAlignment(Pos.CENTER);
        getChildren().addAll(Symbols.node(symbol, 20), title, text, actions);
        setAccessibleText(what + ". " + how);
    }

    /** Says anew what is missing, and what would fill it. */
    public void says(String missing, String words) {
        what = missing;
        title.setText(missing);
        how(words);
    }

    /** Says anew how it would be filled. */
    public void how(String words) {
        text.setText(words);
        setAccessibleText(what + ". " + words);
    }

    public EmptyState action(String label, Runnable work) {
        Button button = new Button(label);
        button.setOnAction(_ -> work.run());
        actions.getChildren().add(button);
        return this;
    }
}
