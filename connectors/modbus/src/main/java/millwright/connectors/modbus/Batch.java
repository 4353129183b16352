package millwright.connectors.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Points that one question asks for. */
record Batch(Space space, int register, int count, List<Point> points) {
    Batch {
        points = List.copyOf(points);
    }

    static Batch of(List<Point> points) {
        int first = points.stream().mapToInt(Point::register).min().orElseThrow();
        int end = points.stream().mapToInt(Point::end).max().orElseThrow();
        return new Batch(points.getFirst().space(), first, end - first, points);
    }

    /** As few as the limits of the map let be, in the order of registers. */
    static List<Batch> of(RegisterMap map) {
        List<Point> points = new ArrayList<>(map.points());
        points.sort(Comparator.comparing(Point::space).thenComparingInt(Point::register));
        List<Batch> batches = new ArrayList<>();
        List<Point> open = new ArrayList<>();
        int first = 0;
        int end = 0;
        for (Point point : points) {
            boolean joins = !open.isEmpty()
                    && open.getFirst().space() == point.space()
                    && point.register() - end <= map.gap()
                    && Math.max(end, point.end()) - first <= map.most();
            if (!joins && !open.isEmpty()) {
                batches.add(of(open));
                open.clear();
            }
            if (open.isEmpty()) {
                first = point.register();
                end = first;
            }
            open.add(point);
            end = Math.max(end, point.end());
        }
        batches.add(of(open));
        return batches;
    }

    /** One for each of its points. */
    List<Batch> singly() {
        return points.stream().map(p -> of(List.of(p))).toList();
    }
}
