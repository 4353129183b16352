package millwright.analysis.pareto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final Comparator<Placed> ORDER =
            Comparator.comparing((Placed p) -> p.point().source());

    /** Few distinct coordinates, so that ties and equal points are common. */
    @Property
    void equalsTheQuadraticOracle(
            @ForAll @Size(max = 60) List<@IntRange(min = -6, max = 6) Integer> xs,
            @ForAll @Size(min = 60, max = 60) List<@IntRange(min = -6, max = 6) Integer> ys,
            @ForAll Axis x,
            @ForAll Axis y) {
        List<Placed> all = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            double zero = i % 2 == 0 ? 0.0 : -0.0;
            all.add(new Placed(xs.get(i) * 0.5 + zero, ys.get(i) * zero + ys.get(i), Points.run("r" + i, 1, 1)));
        }
        List<Placed> oracle = all.stream()
                .filter(p -> all.stream().noneMatch(q -> Frontier.dominates(x, y, q, p)))
                .sorted(ORDER)
                .toList();
        Frontier frontier = Frontier.of(x, y, all);
        assertEquals(oracle, frontier.points().stream().sorted(ORDER).toList());
        assertEquals(all.size() - oracle.size(), frontier.dominated(all).size());
    }

    @Test
    void equalPointsAreAllKept() {
        Placed a = new Placed(1, 2, Points.run("a", 1, 1));
        Placed b = new Placed(1, 2, Points.run("b", 1, 1));
        Placed worse = new Placed(1, 1, Points.run("c", 1, 1));
        assertEquals(
                List.of(a, b),
                Frontier.of(Axis.INTERACTIVITY, Axis.OUTPUT_RATE, List.of(worse, b, a))
                        .points());
    }

    @Test
    void lowerIsBetterWhereTheAxisSaysSo() {
        Placed fast = new Placed(0.1, 0.9, Points.run("fast", 1, 1));
        Placed lean = new Placed(0.4, 0.3, Points.run("lean", 1, 1));
        Placed bad = new Placed(0.5, 1.0, Points.run("bad", 1, 1));
        assertEquals(
                List.of(fast, lean),
                Frontier.of(Axis.TTFT, Axis.JOULES_PER_TOKEN, List.of(bad, lean, fast))
                        .points());
    }

    @Test
    void readOffIsLinearBetweenNeighbours() {
        Frontier frontier = frontier();
        ReadOff.Reached at = assertInstanceOf(ReadOff.Reached.class, frontier.at(25));
        assertEquals(350, at.value());
        assertEquals(
                List.of("b", "c"),
                List.of(at.before().point().source(), at.after().point().source()));
        assertEquals(
                25, assertInstanceOf(ReadOff.Reached.class, frontier.where(350)).value());
    }

    @Test
    void readOffAtAMeasuredPointIsThatPoint() {
        ReadOff.Reached at = assertInstanceOf(ReadOff.Reached.class, frontier().at(30));
        assertEquals(200, at.value());
        assertTrue(at.measured());
    }

    @Test
    void readOffRefusesOutsideWhatWasMeasured() {
        for (double outside : new double[] {9.99, 40.01, Double.NaN}) {
            ReadOff.NotReached not =
                    assertInstanceOf(ReadOff.NotReached.class, frontier().at(outside));
            assertTrue(not.reason().startsWith("not reached") && not.reason().contains("10.0 to 40.0"), not.reason());
        }
        assertInstanceOf(
                ReadOff.NotReached.class,
                Frontier.of(Axis.INTERACTIVITY, Axis.OUTPUT_RATE, List.of()).at(1));
    }

    private static Frontier frontier() {
        return Frontier.of(
                Axis.INTERACTIVITY,
                Axis.OUTPUT_RATE,
                List.of(
                        new Placed(10, 600, Points.run("d", 1, 1)),
                        new Placed(40, 100, Points.run("a", 1, 1)),
                        new Placed(20, 500, Points.run("c", 1, 1)),
                        new Placed(30, 200, Points.run("b", 1, 1)),
                        new Placed(15, 300, Points.run("dominated", 1, 1))));
    }
}
