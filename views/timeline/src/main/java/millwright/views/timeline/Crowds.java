package millwright.views.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.text.Font;
import millwright.desk.draw.Figures;
import millwright.desk.draw.Look;
import millwright.views.kit.Axis;
import org.jspecify.annotations.Nullable;

/**
 * The marks of one lane as they stand: those nearer to each other than their shapes are wide stand as one, told by the
 * worst of them and a count, with its words where there is room. One layout serves drawing and tips. Stateless.
 */
final class Crowds {
    /** Of a lane that holds more than these a bar per pixel column is drawn. */
    static final int MOST_SHAPES = 400;

    private static final double NEAR = 15;
    private static final double SHAPE = 11;
    /** Words that are cut to less say nothing. */
    private static final double LEAST_WORDS = 110;

    private Crowds() {}

    /**
     * What stands at one place.
     *
     * @param members oldest first @param from of the first shape, px @param words as printed, cut; empty for none
     * @param at where the words begin @param left of all of it, px
     */
    record Crowd(
            List<Mark> members,
            Mark worst,
            double from,
            double to,
            String words,
            String more,
            double at,
            double left,
            double right) {}

    /** @param seen of one layer, oldest first @param last px where the lane ends */
    static List<Crowd> of(List<Mark> seen, Axis x, Look look, double last) {
        List<List<Mark>> groups = new ArrayList<>();
        for (Mark mark : seen) {
            boolean near = !groups.isEmpty()
                    && x.at(mark.time()) - x.at(groups.getLast().getFirst().time()) <= NEAR;
            if (!near) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(mark);
        }
        List<Crowd> crowds = new ArrayList<>();
        double free = Lanes.LEFT;
        for (int i = 0; i < groups.size(); i++) {
            double next =
                    i + 1 < groups.size() ? x.at(groups.get(i + 1).getFirst().time()) - 12 : last;
            Crowd crowd = crowd(groups.get(i), x, look, free, next);
            free = crowd.right() + 10;
            crowds.add(crowd);
        }
        return crowds;
    }

    static String text(Mark mark) {
        return mark.count() > 1 ? mark.text() + " × " + Figures.whole(mark.count()) : mark.text();
    }

    /** Its words at the right of the shape, or at its left where that is free. */
    private static Crowd crowd(List<Mark> group, Axis x, Look look, double free, double next) {
        Mark worst = group.stream().min(Comparator.comparing(Mark::priority)).orElseThrow();
        double from = x.at(group.getFirst().time());
        double to = x.at(group.getLast().time());
        Font font = look.body(11);
        String text = text(worst);
        String more = group.size() > 1 ? "  and " + (group.size() - 1) + " more" : "";
        double width = look.width(text + more, font);
        double start = to + SHAPE;
        double room = next - start;
        if (width <= room || room > LEAST_WORDS) {
            double extra = look.width(more, font);
            String words = look.fit(text, font, Math.max(0, room - extra));
            double end = start + look.width(words, font) + extra;
            return new Crowd(List.copyOf(group), worst, from, to, words, more, start, from - SHAPE, end);
        }
        double left = from - SHAPE - width;
        return left >= free
                ? new Crowd(List.copyOf(group), worst, from, to, text, more, left, left, to)
                : new Crowd(List.copyOf(group), worst, from, to, "", "", from, from - SHAPE, to);
    }

    static @Nullable Crowd at(List<Crowd> crowds, double px) {
        Crowd best = null;
        for (Crowd crowd : crowds) {
            boolean inside = px >= crowd.left() && px <= crowd.right() + SHAPE;
            boolean shape = px >= crowd.from() - 8 && px <= crowd.to() + 8;
            if (shape || inside && best == null) {
                best = crowd;
            }
        }
        return best;
    }
}
