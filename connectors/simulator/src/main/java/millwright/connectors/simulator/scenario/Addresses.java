package millwright.connectors.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.connectors.simulator.scenario.Scenario.Shape;

/**
 * How scenarios name places: {@code R4-16} a rack, {@code R4-16/T07} a node, {@code R4-16/T07/G2} a GPU,
 * {@code CDU-04/P2} a pump, {@code A..B} everything from A to B. The same words are the local part of entity ids.
 */
public final class Addresses {
    private static final Pattern PLACE =
            Pattern.compile("R(\\d{1,4})(?:-(\\d{1,4})(?:/T(\\d{1,4})(?:/[GN](\\d{1,4}))?)?)?");
    private static final Pattern PUMP = Pattern.compile("CDU-(\\d{1,4})/P(\\d{1,4})");

    private final Shape shape;
    private final int pumps;

    public Addresses(Shape shape, int pumps) {
        this.shape = shape;
        this.pumps = pumps;
    }

    public static String rack(Shape shape, int rack) {
        return String.format(Locale.ROOT, "R%d-%02d", rack / shape.racks() + 1, rack % shape.racks() + 1);
    }

    public static String node(Shape shape, int node) {
        return rack(shape, node / shape.nodes()) + String.format(Locale.ROOT, "/T%02d", node % shape.nodes() + 1);
    }

    public static String gpu(Shape shape, int gpu) {
        return node(shape, gpu / shape.gpus()) + "/G" + gpu % shape.gpus();
    }

    List<String> racks(Field field) {
        return names(span(field, shape.nodes() * shape.gpus()), 2);
    }

    List<String> nodes(Field field) {
        return names(span(field, shape.gpus()), 1);
    }

    List<String> gpus(Field field) {
        return names(span(field, 1), 0);
    }

    /** Links of NICs: {@code R1-02/T03/N0}. */
    List<String> links(Field field) {
        Matcher m = PLACE.matcher(field.text());
        if (!m.matches() || m.group(4) == null || Integer.parseInt(m.group(4)) >= shape.nics()) {
            throw field.wrong("names no link; write one such as R1-02/T03/N0, N0 to N" + (shape.nics() - 1));
        }
        first(field, field.text().replaceFirst("/N\\d+$", ""));
        return List.of(field.text());
    }

    List<String> pumps(Field field) {
        Matcher m = PUMP.matcher(field.text());
        if (!m.matches()
                || outside(Integer.parseInt(m.group(1)), shape.rows())
                || outside(Integer.parseInt(m.group(2)), pumps)) {
            throw field.wrong("names no pump; write CDU-01/P1 to "
                    + String.format(Locale.ROOT, "CDU-%02d/P%d", shape.rows(), pumps));
        }
        return List.of(field.text());
    }

    private static boolean outside(int number, int highest) {
        return number < 1 || number > highest;
    }

    /** First and last GPU of a place or of a range of places; both ends must fall on whole units of {@code gpus}. */
    private int[] span(Field field, int gpus) {
        String[] ends = field.text().split("\\.\\.", 2);
        int from = first(field, ends[0]);
        int size = size(ends[ends.length - 1]);
        int to = first(field, ends[ends.length - 1]) + size;
        if (to <= from) {
            throw field.wrong("ends before it starts");
        }
        if (size < gpus) {
            throw field.wrong("is too small a place for this; name " + (gpus > shape.gpus() ? "racks" : "nodes"));
        }
        return new int[] {from, to};
    }

    private List<String> names(int[] span, int level) {
        int unit = level == 2 ? shape.nodes() * shape.gpus() : level == 1 ? shape.gpus() : 1;
        List<String> names = new ArrayList<>();
        for (int g = span[0]; g < span[1]; g += unit) {
            names.add(level == 2 ? rack(shape, g / unit) : level == 1 ? node(shape, g / unit) : gpu(shape, g));
        }
        return names;
    }

    private int size(String place) {
        int depth = (int) place.chars().filter(c -> c == '/').count();
        int rack = shape.nodes() * shape.gpus();
        return depth == 2 ? 1 : depth == 1 ? shape.gpus() : place.contains("-") ? rack : rack * shape.racks();
    }

    private int first(Field field, String place) {
        Matcher m = PLACE.matcher(place);
        int[] highest = {shape.rows(), shape.racks(), shape.nodes(), shape.gpus() - 1};
        int[] lowest = {1, 1, 1, 0};
        int[] unit = {shape.racks() * shape.nodes() * shape.gpus(), shape.nodes() * shape.gpus(), shape.gpus(), 1};
        boolean good = m.matches();
        int at = 0;
        for (int i = 0; good && i < 4 && m.group(i + 1) != null; i++) {
            int number = Integer.parseInt(m.group(i + 1));
            good = number >= lowest[i] && number <= highest[i];
            at += (number - lowest[i]) * unit[i];
        }
        if (!good) {
            throw field.wrong("names no place of this plant: '" + place + "'; places run from " + rack(shape, 0)
                    + " to " + gpu(shape, shape.gpuCount() - 1));
        }
        return at;
    }

    /** Index of the GPU, node or rack whose address this is; the address must be a valid one. */
    public int index(String address) {
        Matcher m = PLACE.matcher(address);
        if (!m.matches()) {
            throw new IllegalArgumentException("no place: " + address);
        }
        int at = Integer.parseInt(m.group(1)) - 1;
        if (m.group(2) != null) {
            at = at * shape.racks() + Integer.parseInt(m.group(2)) - 1;
        }
        if (m.group(3) != null) {
            at = at * shape.nodes() + Integer.parseInt(m.group(3)) - 1;
        }
        return m.group(4) == null ? at : at * shape.gpus() + Integer.parseInt(m.group(4));
    }
}
