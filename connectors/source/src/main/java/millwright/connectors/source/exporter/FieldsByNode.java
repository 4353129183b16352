package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import millwright.connectors.source.Reading;
import millwright.feed.Delivery;
import millwright.feed.SourceState;
import millwright.plant.EntityId;
import millwright.plant.Times;
import org.jspecify.annotations.Nullable;

/**
 * Which of the wanted fields come of which GPU of which node, over all that tell of one source. Not safe for several
 * threads. Grows with the GPUs seen; one of which nothing was heard for an hour is dropped.
 */
public final class FieldsByNode {
    private static final long DROPPED = Times.HOUR;
    private static final int NAMED = 3;

    /** An instance of a GPU is told of for itself, and counts as part of its board. */
    private static final class Board {
        private final String host;
        private final String name;
        private final Set<String> tellers = new HashSet<>();
        private final Map<String, Long> fields = new HashMap<>();
        private long heard;

        Board(String host, String name) {
            this.host = host;
            this.name = name;
        }
    }

    private final long patience;
    private final UnaryOperator<String> why;
    private final Map<String, Board> boards = new TreeMap<>();
    private List<String> told = List.of();

    /** @param patience ns after which a field that no longer comes is missing @param why of a field that is not there */
    public FieldsByNode(long patience, UnaryOperator<String> why) {
        this.patience = patience;
        this.why = why;
    }

    /** @param teller target or sender @param time epoch ns */
    public void take(String teller, Collection<Seen> seen, List<Reading> readings, long time) {
        Map<EntityId, Board> of = new HashMap<>();
        for (Seen one : seen) {
            if (one.isGpu()) {
                Board board =
                        boards.computeIfAbsent(one.board().id().text(), _ -> new Board(one.host(), "G" + one.index()));
                board.tellers.add(teller);
                board.heard = Math.max(board.heard, time);
                of.put(one.id(), board);
            }
        }
        for (Reading reading : readings) {
            Board board = of.get(reading.entity());
            if (board != null) {
                board.fields.put(reading.metric().name(), time);
            }
        }
        boards.values().removeIf(board -> time - board.heard > DROPPED);
    }

    /** It is no more: GPUs of which nobody else tells are forgotten. */
    public void forget(String teller) {
        boards.values().forEach(board -> board.tellers.remove(teller));
        boards.values().removeIf(board -> board.tellers.isEmpty());
    }

    /** What is missing over all that tell, when that changed since it was asked last. @param now epoch ns */
    public Optional<SourceState> change(EntityId source, String protocol, long now) {
        List<String> lines = lines();
        if (lines.equals(told)) {
            return Optional.empty();
        }
        told = lines;
        int watched = boards.isEmpty() ? 0 : DcgmFields.WANTED.size();
        return Optional.of(new SourceState(
                source,
                protocol,
                "ok",
                "",
                now,
                Double.NaN,
                0,
                0,
                lines,
                0,
                0,
                new Delivery(List.of(), watched, 0, "")));
    }

    /** One line for each field that is missing over all that tell. */
    public List<String> lines() {
        return lines(_ -> true);
    }

    /** What is missing of the GPUs of which one target or sender tells, whoever else tells of them too. */
    public List<String> lines(String teller) {
        return lines(board -> board.tellers.contains(teller));
    }

    private List<String> lines(Predicate<Board> which) {
        Map<String, List<Board>> nodes = new TreeMap<>();
        boards.values().stream()
                .filter(which)
                .forEach(board -> nodes.computeIfAbsent(board.host, _ -> new ArrayList<>())
                        .add(board));
        List<String> lines = new ArrayList<>();
        if (!nodes.isEmpty()) {
            for (String field : new TreeSet<>(DcgmFields.WANTED)) {
                String where = where(field, nodes);
                if (where != null) {
                    lines.add("no " + DcgmFields.title(field) + where + ": " + why.apply(field));
                }
            }
        }
        return lines;
    }

    /** @return null where nothing is missing */
    private @Nullable String where(String field, Map<String, List<Board>> nodes) {
        List<String> whole = new ArrayList<>();
        List<String> some = new ArrayList<>();
        Set<String> torn = new TreeSet<>();
        nodes.forEach((host, all) -> {
            List<Board> without = all.stream().filter(b -> lacks(b, field)).toList();
            if (without.size() == all.size()) {
                whole.add(host);
            } else if (!without.isEmpty()) {
                torn.add(host);
                without.forEach(b -> some.add(b.host + " " + b.name));
            }
        });
        if (whole.isEmpty() && some.isEmpty()) {
            return null;
        }
        String nodesSaid = whole.isEmpty() || nodes.size() == 1
                ? ""
                : " on " + whole.size() + " of " + nodes.size() + " nodes" + names(whole, nodes.size());
        int gpus = torn.stream()
                .mapToInt(host -> nodes.getOrDefault(host, List.of()).size())
                .sum();
        String gpusSaid = some.isEmpty()
                ? ""
                : " on " + some.size() + " of " + gpus + " GPUs of "
                        + (torn.size() == 1 ? "a node" : torn.size() + " nodes") + names(some, gpus);
        return nodesSaid + (nodesSaid.isEmpty() || gpusSaid.isEmpty() ? "" : " and") + gpusSaid;
    }

    private boolean lacks(Board board, String field) {
        Long last = board.fields.get(field);
        return last == null || board.heard - last > patience;
    }

    private static String names(List<String> names, int all) {
        if (names.size() == all) {
            return "";
        }
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return " (" + first + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "") + ")";
    }
}
