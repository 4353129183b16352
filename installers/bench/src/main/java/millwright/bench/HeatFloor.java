package millwright.bench;

import java.util.HashSet;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import millwright.desk.View;
import millwright.desk.fixture.FixtureContext;
import millwright.feed.Finding;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.series.Latest;
import millwright.styles.Palette;
import millwright.styles.Stylesheets;
import millwright.styles.Theme;
import millwright.styles.Token;
import millwright.views.floor.FloorProvider;
import millwright.views.kit.LegendHistogram;
import millwright.views.kit.PixelSurface;

/** The floor screen as the desk shows it, with outlines, legend, labels and dock. FX thread. */
final class HeatFloor implements Frames.Subject {
    private final Plant plant = HeatLoad.plant();
    private final Latest[] columns = HeatLoad.columns(plant);
    private final BenchContext context = new BenchContext(plant, columns[0]);
    private final View view = new FloorProvider().create(context);

    @Override
    public Scene scene() {
        StackPane root = new StackPane((Parent) view.node());
        Scene scene = new Scene(root, Frames.WIDTH, Frames.HEIGHT);
        scene.setFill(Palette.of(Theme.DARK).color(Token.BG));
        scene.getStylesheets().setAll(Stylesheets.of(Theme.DARK));
        return scene;
    }

    @Override
    public void draw(int frame) {
        context.replace(columns[frame % columns.length]);
        view.pulse(FixtureContext.NOW);
    }

    @Override
    public String check(int frame, int[] pixels) {
        PixelSurface map = find(view.node(), PixelSurface.class);
        LegendHistogram legend = find(view.node(), LegendHistogram.class);
        if (map == null || legend == null) {
            return "no map or no legend";
        }
        Bounds at = map.localToScene(map.getBoundsInLocal());
        int x0 = (int) at.getMinX();
        int y0 = (int) at.getMinY();
        int[] oracle = new HeatOracle(map.width(), map.height()).of(columns[frame % columns.length].values(), marked());
        int between = 0;
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int seen = pixels[(y0 + y) * Frames.WIDTH + x0 + x] | 0xff000000;
                int wanted = oracle[y * map.width() + x];
                if (wanted != 0 && wanted != seen) {
                    return "frame %d, map pixel %d,%d of %dx%d is %08x and should be %08x"
                            .formatted(frame, x, y, map.width(), map.height(), seen, wanted);
                }
                between += wanted == 0 && seen != Palette.of(Theme.DARK).argb(Token.BG) ? 1 : 0;
            }
        }
        Bounds under = legend.localToScene(legend.getBoundsInLocal());
        int ink = 0;
        for (int y = (int) under.getMinY(); y < (int) under.getMaxY(); y++) {
            for (int x = (int) under.getMinX(); x < (int) under.getMaxX(); x++) {
                int seen = pixels[y * Frames.WIDTH + x] | 0xff000000;
                ink += seen != Palette.of(Theme.DARK).argb(Token.BG) ? 1 : 0;
            }
        }
        return between < 2_000 ? "labels and outlines are missing" : ink < 5_000 ? "the legend is missing" : "";
    }

    private Set<Integer> marked() {
        Set<Integer> marked = new HashSet<>();
        for (Finding finding : context.situation().findings().values()) {
            int index = plant.indexOf(finding.entity());
            int rack = index < 0 ? -1 : plant.ancestor(index, EntityKind.RACK);
            if (rack >= 0) {
                marked.add(plant.slotOf(rack));
            }
        }
        return marked;
    }

    private static <T extends Node> @org.jspecify.annotations.Nullable T find(Node node, Class<T> type) {
        if (type.isInstance(node)) {
            return type.cast(node);
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                T found = find(child, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
