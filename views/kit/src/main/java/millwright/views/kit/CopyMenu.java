package millwright.views.kit;

import java.util.function.BooleanSupplier;
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
import millwright.desk.draw.Look;
import millwright.plant.Count;
import millwright.styles.Token;

/** The menu on every chart and table: copy as picture or as rows. FX thread. */
public final class CopyMenu {
    private static final DataFormat SVG = DataFormat.lookupMimeType("image/svg+xml") == null
            ? new DataFormat("image/svg+xml")
            : DataFormat.lookupMimeType("image/svg+xml");

    private CopyMenu() {}

    /** A text that is shown cut is copied whole. @param name what is copied; nothing is offered while the text is empty */
    public static void installText(Node node, String name, Supplier<String> text, ViewContext context) {
        MenuItem copy = new MenuItem("Copy the " + name);
        copy.setOnAction(_ -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text.get());
            Clipboard.getSystemClipboard().setContent(content);
            context.navigation().say(name + " copied");
        });
        ContextMenu menu = new ContextMenu(copy);
        node.setOnContextMenuRequested(e -> {
            if (!text.get().isEmpty()) {
                menu.show(node, e.getScreenX(), e.getScreenY());
            }
        });
    }

    /** Which of what is copied is simulated, asked when it is. */
    public record Simulated(BooleanSupplier rows, BooleanSupplier picture) {
        static Simulated as(ViewContext context) {
            return new Simulated(
                    () -> context.situation().simulated(),
                    () -> context.situation().simulated());
        }
    }

    /** Opens on a right click or the menu key. @param name what is copied @param csv rows with a header line */
    public static ContextMenu install(Node node, String name, Supplier<String> csv, ViewContext context) {
        return install(node, name, csv, Simulated.as(context), context);
    }

    /** As {@link #install(Node, String, Supplier, ViewContext)} for what is not of the plant that the desk shows. */
    public static ContextMenu install(
            Node node, String name, Supplier<String> csv, Simulated simulated, ViewContext context) {
        Navigation navigation = context.navigation();
        MenuItem picture = new MenuItem("Copy as PNG");
        picture.setOnAction(_ -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(picture(node, simulated.picture().getAsBoolean(), context));
            Clipboard.getSystemClipboard().setContent(content);
            navigation.say(name + " copied as a picture");
        });
        MenuItem rows = new MenuItem("Copy as CSV");
        rows.setOnAction(_ -> {
            ClipboardContent content = new ClipboardContent();
            String text = csv.get();
            content.putString(simulated.rows().getAsBoolean() ? SimulatedMark.rows(text) : text);
            Clipboard.getSystemClipboard().setContent(content);
            navigation.say(
                    name + " copied, " + Count.of(Math.max(1, text.lines().count()) - 1, "row"));
        });
        ContextMenu menu = new ContextMenu(picture, rows);
        node.setOnContextMenuRequested(e -> menu.show(node, e.getScreenX(), e.getScreenY()));
        return menu;
    }

    /** As {@link #install(Node, String, Supplier, ViewContext)}, and as a drawing. @param svg an SVG document */
    public static ContextMenu install(
            Node node, String name, Supplier<String> csv, Supplier<String> svg, ViewContext context) {
        return install(node, name, csv, svg, Simulated.as(context), context);
    }

    /** Of what is not only of the plant that the desk shows. */
    public static ContextMenu install(
            Node node,
            String name,
            Supplier<String> csv,
            Supplier<String> svg,
            Simulated simulated,
            ViewContext context) {
        ContextMenu menu = install(node, name, csv, simulated, context);
        MenuItem drawing = new MenuItem("Copy as SVG");
        drawing.setOnAction(_ -> {
            String text =
                    simulated.picture().getAsBoolean() ? SimulatedMark.drawing(svg.get(), look(context)) : svg.get();
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            content.put(SVG, text);
            Clipboard.getSystemClipboard().setContent(content);
            context.navigation().say(name + " copied as a drawing");
        });
        menu.getItems().add(1, drawing);
        return menu;
    }

    /** The node as it stands, on the ground of a view; marked where it is simulated. */
    private static WritableImage picture(Node node, boolean simulated, ViewContext context) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(context.palette().getValue().color(Token.BG));
        WritableImage shot = node.snapshot(parameters, null);
        return simulated ? SimulatedMark.picture(shot, look(context)) : shot;
    }

    private static Look look(ViewContext context) {
        return Look.of(context.palette().getValue(), context.textScale());
    }
}
