package millwright.views.overview;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import millwright.desk.draw.Look;

/**
 * The tiles beside each other, all as wide; in two or three rows of lower ones where text is so large that they would have
 * no room for their words. FX thread.
 */
final class TileStrip extends Region {
    private static final double GAP = 16;
    /** Between rows, px at text scale 1. */
    private static final double ROW_GAP = 8;
    /** Px at text scale 1 in which a tile's words stand. */
    private static final double LEAST = 128;

    private final ObservableValue<Look> looks;
    private final List<Tile> tiles;

    TileStrip(ObservableValue<Look> looks, List<Tile> tiles) {
        this.looks = looks;
        this.tiles = List.copyOf(tiles);
        getChildren().setAll(this.tiles);
    }

    /** As many as have room, and as many in each row as in the others. */
    int columns(double width) {
        int all = tiles.size();
        int fit = (int) Math.clamp((width + GAP) / (looks.getValue().scaled(LEAST) + GAP), 1, all);
        int rows = (all + fit - 1) / fit;
        return (all + rows - 1) / rows;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return looks.getValue().scaled(LEAST);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        int rows = rows(width < 0 ? getWidth() : width);
        return rows * high(rows) + (rows - 1) * looks.getValue().scaled(ROW_GAP);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    /** Px that it is higher than one row of tiles at that width. */
    double more(double width) {
        return computePrefHeight(width) - looks.getValue().scaled(Tile.HIGH);
    }

    private int rows(double width) {
        int columns = columns(width);
        return (tiles.size() + columns - 1) / columns;
    }

    private double high(int rows) {
        return looks.getValue().scaled(rows == 1 ? Tile.HIGH : Tile.LOW);
    }

    @Override
    protected void layoutChildren() {
        int columns = columns(getWidth());
        double high = high(rows(getWidth()));
        double wide = (getWidth() - (columns - 1) * GAP) / columns;
        for (int i = 0; i < tiles.size(); i++) {
            double left = Math.round(i % columns * (wide + GAP));
            double right = Math.round(i % columns * (wide + GAP) + wide);
            int row = i / columns;
            double top = row * (high + looks.getValue().scaled(ROW_GAP));
            tiles.get(i).resizeRelocate(left, top, right - left, high);
        }
    }
}
