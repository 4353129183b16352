package millwright.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Mouse, keys and eyes of a person before the window. Things are found by the words that they show or are called. */
final class Hands {
    private static final Path PICTURES = Path.of("target", "pictures");

    private final FxRobot robot = new FxRobot();

    static void until(String what, int seconds, Callable<Boolean> condition) {
        if (!await(seconds, condition)) {
            throw new AssertionError("not within " + seconds + " s: " + what);
        }
    }

    /** @return whether it came true in time */
    static boolean await(int seconds, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, condition);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static Scene scene() {
        return Window.getWindows().getFirst().getScene();
    }

    void key(KeyCode code) {
        robot.type(code);
    }

    /** Finds an entity by its name, as Ctrl+K does, and selects it. */
    void goTo(String name) {
        robot.push(KeyCode.CONTROL, KeyCode.K);
        until("the palette takes text", 30, () -> scene().getFocusOwner() instanceof TextField);
        robot.write(name);
        until(name + " is offered", 30, () -> sees(name));
        robot.type(KeyCode.ENTER);
    }

    void click(String words) {
        robot.clickOn(thing(words));
    }

    /** Holds the button until the condition holds. */
    void hold(String words, String what, Callable<Boolean> condition) {
        robot.moveTo(thing(words)).press(MouseButton.PRIMARY);
        until(what, 30, condition);
        robot.release(MouseButton.PRIMARY);
    }

    /** @param share of its width from the left @param down px from its upper edge */
    void clickInside(String words, double share, double down, boolean twice) {
        Node node = thing(words);
        Bounds at = node.localToScreen(node.getBoundsInLocal());
        robot.moveTo(at.getMinX() + share * at.getWidth(), at.getMinY() + down);
        if (twice) {
            robot.doubleClickOn(MouseButton.PRIMARY);
        } else {
            robot.clickOn(MouseButton.PRIMARY);
        }
    }

    /** Clicks into the table in sight, whatever row of it is chosen. @param down px from its upper edge */
    void clickInTable(double share, double down) {
        Node table = find(scene().getRoot(), n -> n.getStyleClass().contains("row-table"));
        Bounds at = table.localToScreen(table.getBoundsInLocal());
        robot.clickOn(at.getMinX() + share * at.getWidth(), at.getMinY() + down);
    }

    /** Replaces the text of the field that shows these words. */
    void write(String shown, String text) {
        Node field = find(
                scene().getRoot(), n -> n instanceof TextField f && f.getText().contains(shown));
        robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).write(text).type(KeyCode.ENTER);
    }

    /** True when something that can be used is called so. */
    boolean offers(String words) {
        Node node = find(scene().getRoot(), called(words));
        return node != null && !node.isDisabled();
    }

    /** True when some label or button shows exactly these words. */
    boolean sees(String words) {
        return find(scene().getRoot(), n -> n instanceof Labeled label && words.equals(label.getText())) != null;
    }

    /** True when something is in sight whose words for those who do not see begin so. */
    boolean has(String beginning) {
        return find(scene().getRoot(), begins(beginning)) != null;
    }

    /** All that is said to those who do not see of the thing whose words begin so. */
    String told(String beginning) {
        until("there is '" + beginning + "…'", 30, () -> has(beginning));
        Node node = find(scene().getRoot(), begins(beginning));
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000, () -> String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.TEXT)));
    }

    /** What is chosen in the list that is called so. */
    String chosen(String words) {
        return String.valueOf(((ComboBoxBase<?>) thing(words)).getValue());
    }

    /** Writes into the field whose prompt begins so. */
    void fill(String prompt, String text) {
        Node field = find(
                scene().getRoot(),
                n -> n instanceof TextField f
                        && f.getPromptText() != null
                        && f.getPromptText().startsWith(prompt));
        robot.clickOn(field).write(text);
    }

    private static Predicate<Node> begins(String beginning) {
        return n -> n.getAccessibleText() != null && n.getAccessibleText().startsWith(beginning);
    }

    private Node thing(String words) {
        until("there is '" + words + "'", 30, () -> find(scene().getRoot(), called(words)) != null);
        return find(scene().getRoot(), called(words));
    }

    private static Predicate<Node> called(String words) {
        return n -> words.equals(n.getAccessibleText()) || n instanceof Labeled label && words.equals(label.getText());
    }

    private static Node find(Node from, Predicate<Node> which) {
        if (!from.isVisible()) {
            return null;
        }
        if (which.test(from)) {
            return from;
        }
        if (from instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = find(child, which);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Leaves a picture of the window. @return how many colours are in it */
    static int picture(String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> scene().snapshot(null));
        Files.createDirectories(PICTURES);
        ImageIO.write(
                SwingFXUtils.fromFXImage(image, null),
                "png",
                PICTURES.resolve(name + ".png").toFile());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 7) {
            for (int x = 0; x < image.getWidth(); x += 7) {
                colours.add(image.getPixelReader().getArgb(x, y));
            }
        }
        return colours.size();
    }
}
