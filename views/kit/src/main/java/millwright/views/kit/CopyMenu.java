package millwright.views.kit;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import millwright.desk.Navigation;
import millwright.desk.ViewContext;
import millwright.styles.Token;

/** The menu on every chart and table: copy as picture or as rows. FX thread. */
public final class CopyMenu {
    private static final DataFormat SVG = DataFormat.lookupMimeType("image/svg+xml") == null
            ? new DataFormat("image/svg+xml")
            : DataFormat.lookupMimeType("image/svg+xml");

    private CopyMenu() {}

    /** Opens on a right click or the menu key. @param name what is copied @param csv rows with a header line */
    public static ContextMenu install(Node node, String name, Supplier<String> csv, ViewContext context) {
        Navigation navigation = context.navigation();
        MenuItem picture = new MenuItem("Copy as PNG");
        picture.setOnAction(_ -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(picture(node, context));
            Clipboard.getSystemClipboard().setContent(content);
            navigation.say(name + " copied as a picture");
        });
        MenuItem rows = new MenuItem("Copy as CSV");
        rows.setOnAction(_ -> {
            ClipboardContent content = new ClipboardContent();
            String text = csv.get();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            navigation.say(name + " copied, " + (Math.max(1, text.lines().count()) - 1) + " rows");
        });
        ContextMenu menu = new ContextMenu(picture, rows);
        node.setOnContextMenuRequested(e -> menu.show(node, e.getScreenX(), e.getScreenY()));
        return menu;
    }

    /** As {@link #install(Node, String, Supplier, ViewContext)}, and as a drawing. @param svg an SVG document */
    public static ContextMenu install(
            Node node, String name, Supplier<String> csv, Supplier<String> svg, ViewContext context) {
        ContextMenu menu = install(node, name, csv, context);
        MenuItem drawing = new MenuItem("Copy as SVG");
        drawing.setOnAction(_ -> {
            String text = svg.get();
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            content.put(SVG, text);
            Clipboard.getSystemClipboard().setContent(content);
            context.navigation().say(name + " copied as a drawing");
        });
        menu.getItems().add(1, drawing);
        return menu;
    }

    /** The node as it stands, on the ground of a view. */
    public static WritableImage picture(Node node, ViewContext context) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(context.palette().getValue().color(Token.BG));
        return node.snapshot(parameters, null);
    }
}
