package millwright.connectors.mlperf;

import java.util.ArrayList;
import java.util.List;

/**
 * One second of {@code spl.txt}: {@code Time,…,Watts,…,Volts,…,Amps,…,PF,…,Mark,…} and the same for each channel.
 *
 * @param time epoch ns @param watts sum of the channels @param volts mean @param amps mean over the channels
 */
record PowerRow(long time, double watts, double volts, double amps, double powerFactor, List<Channel> channels) {
    record Channel(String name, double watts, double amps) {}

    PowerRow {
        channels = List.copyOf(channels);
    }

    /** A over all channels together. */
    double totalAmps() {
        return channels.isEmpty()
                ? amps
                : channels.stream().mapToDouble(Channel::amps).sum();
    }

    static PowerRow parse(String line, WallClock clock) {
        List<String> cells = List.of(line.split(",", -1));
        if (!cells.getFirst().equals("Time") || cells.size() < 4) {
            throw new BadRun("Time", "the line does not begin with Time,…,Watts,…");
        }
        int end = 2;
        while (end < cells.size() && !isChannel(cells.get(end))) {
            end += 2;
        }
        List<Channel> channels = new ArrayList<>();
        for (int at = end; at < cells.size(); ) {
            int next = at + 1;
            while (next < cells.size() && !isChannel(cells.get(next))) {
                next += 2;
            }
            String name = cells.get(at);
            channels.add(new Channel(
                    name, number(cells, at + 1, next, "Watts", name), number(cells, at + 1, next, "Amps", name)));
            at = next;
        }
        return new PowerRow(
                clock.nanos(cells.get(1)),
                number(cells, 2, end, "Watts", ""),
                number(cells, 2, end, "Volts", ""),
                number(cells, 2, end, "Amps", ""),
                number(cells, 2, end, "PF", ""),
                channels);
    }

    private static boolean isChannel(String cell) {
        return cell.startsWith("Ch") && cell.length() > 2 && Character.isDigit(cell.charAt(2));
    }

    private static double number(List<String> cells, int from, int to, String key, String channel) {
        String field = channel.isEmpty() ? key : channel + " " + key;
        for (int i = from; i + 1 < Math.min(to, cells.size()); i += 2) {
            if (cells.get(i).equals(key)) {
                try {
                    return Double.parseDouble(cells.get(i + 1));
                } catch (NumberFormatException e) {
                    throw new BadRun(field, "'" + cells.get(i + 1) + "' is no number");
                }
            }
        }
        throw new BadRun(field, "is missing");
    }
}
