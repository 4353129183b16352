package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import millwright.feed.Delivery;
import millwright.feed.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * The peers of one feed, such as targets, senders, devices and files, summed up as the state of the feed itself. What
 * measures nothing counts only while there is nothing else. Plant thread; made anew for each summing up.
 *
 * @param own what the feed told of itself, of all its peers; null where it tells of none
 */
record Peers(String name, List<SourceState> peers, @Nullable SourceState own) {
    static Peers of(Intake intake) {
        String before = intake.id().text() + "/";
        List<SourceState> peers = intake.told().values().stream()
                .filter(s -> s.source().text().startsWith(before))
                .filter(s -> !s.condition().equals("ended"))
                .sorted(Comparator.comparing(s -> s.source().text()))
                .toList();
        return new Peers(before, peers, intake.told().get(intake.id()));
    }

    boolean any() {
        return !peers.isEmpty();
    }

    /** @param otherwise how the feed stands by itself, where no peer failed */
    String condition(String otherwise) {
        if (!any()) {
            return otherwise;
        }
        if (measuring().isEmpty()) {
            return failed().isEmpty() ? otherwise : "failed";
        }
        long failed = failed().size();
        return failed == measuring().size()
                ? "failed"
                : failed > 0 ? "partial" : answering() == 0 ? "starting" : otherwise;
    }

    /** Empty where there are no peers. */
    String detail() {
        if (!any()) {
            return "";
        }
        int all = measuring().size();
        long answering = answering();
        String count = all == 0
                ? "nothing to ask yet"
                : answering == 0
                        ? "none of " + all + " answers"
                        : answering + " of " + all + (answering == 1 ? " answers" : " answer");
        List<SourceState> failed = failed();
        return failed.isEmpty()
                ? count
                : count + "; " + called(failed.getFirst()) + ": "
                        + failed.getFirst().detail();
    }

    private long answering() {
        return measuring().stream().filter(s -> s.condition().equals("ok")).count();
    }

    private List<SourceState> measuring() {
        return peers.stream().filter(SourceState::measures).toList();
    }

    private List<SourceState> failed() {
        List<SourceState> measuring = measuring();
        return (measuring.isEmpty() ? peers : measuring)
                .stream()
                        .filter(s ->
                                s.condition().equals("failed") || s.condition().equals("late"))
                        .toList();
    }

    private String called(SourceState peer) {
        return peer.source().text().substring(name.length());
    }

    long errors() {
        return peers.stream().mapToLong(SourceState::errors).sum();
    }

    /** What the feed itself says of all of them; else how many lack something. */
    List<String> missing() {
        if (own != null && !own.missing().isEmpty()) {
            return own.missing();
        }
        List<String> lacking = new ArrayList<>();
        peers.stream().filter(s -> !s.missing().isEmpty()).forEach(s -> lacking.add(called(s)));
        if (lacking.isEmpty()) {
            return List.of();
        }
        String first = String.join(", ", lacking.subList(0, Math.min(3, lacking.size())));
        String more = lacking.size() > 3 ? " and " + (lacking.size() - 3) + " more" : "";
        return List.of("fields are missing at " + lacking.size() + " of " + peers.size() + ": " + first + more);
    }

    Delivery delivery() {
        TreeSet<String> fields = new TreeSet<>();
        peers.forEach(s -> fields.addAll(s.delivery().fields()));
        int watched = peers.stream().mapToInt(s -> s.delivery().watched()).max().orElse(0);
        long unread = peers.stream().mapToLong(s -> s.delivery().unread()).sum();
        String example = peers.stream()
                .filter(s -> !s.delivery().example().isEmpty())
                .max(Comparator.comparingLong(SourceState::time))
                .map(s -> called(s) + ": " + s.delivery().example())
                .orElse("");
        return new Delivery(List.copyOf(fields), watched, unread, example);
    }
}
