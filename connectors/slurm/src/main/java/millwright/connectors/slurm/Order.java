package millwright.connectors.slurm;

import java.util.Locale;
import java.util.Optional;
import millwright.plant.EntityId;

/**
 * One thing to do to one node or job.
 *
 * @param target the node's or job's name in Slurm @param reason in the words of who asked; never empty
 */
record Order(Verb verb, EntityId entity, String target, String reason) {
    private static final int LONGEST = 200;

    enum Verb {
        DRAIN,
        RESUME,
        REQUEUE,
        CANCEL,
        HOLD,
        RELEASE;

        boolean ofJobs() {
            return this != DRAIN && this != RESUME;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line that Slurm keeps and shows to everybody. */
    static String reason(String words, String proposer) {
        String text = (words.isBlank() ? "by Millwright" : words) + (proposer.isBlank() ? "" : " (" + proposer + ")");
        StringBuilder clean = new StringBuilder();
        for (char c : text.toCharArray()) {
            clean.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        String line = clean.toString().strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    /** What a node shows: it drains, or takes work again. */
    boolean shownBy(NodeState state) {
        return verb == Verb.DRAIN
                ? state.drains()
                : !state.drains() && !state.has("FAIL") && !state.base().equals("DOWN");
    }

    /** What a job shows. @param now empty when Slurm knows it no more */
    boolean shownBy(SlurmJob before, Optional<SlurmJob> now) {
        return switch (verb) {
            case CANCEL -> now.isEmpty() || now.get().states().contains("CANCELLED");
            case REQUEUE ->
                now.isPresent() && (now.get().restarts() > before.restarts() || requeued(before, now.get()));
            case HOLD -> now.isPresent() && now.get().held();
            case RELEASE -> now.isPresent() && !now.get().held();
            case DRAIN, RESUME -> false;
        };
    }

    private static boolean requeued(SlurmJob before, SlurmJob now) {
        return before.holdsNodes() && now.waits();
    }
}
