package millwright.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.feed.ActionProgress.Mark;
import millwright.feed.ActionStage;
import org.jspecify.annotations.Nullable;

/**
 * The newest actions of the audit, each with its trail. One thread; bounded to {@value #KEPT}. Records of versions that
 * wrote actions in words alone say too little to show them.
 */
final class PastActions {
    static final int KEPT = 500;

    private static final Set<String> STEPS = Set.of("propose", "approve", "execute", "outcome", Acknowledged.GIVEN);

    private static final class Story {
        final WrittenAction written;
        final String words;
        final List<Mark> trail = new ArrayList<>();
        long executed;

        Story(WrittenAction written, String words) {
            this.written = written;
            this.words = words;
        }
    }

    private final Map<String, Story> byKey = new LinkedHashMap<>();

    void take(AuditRecord r) {
        if (!STEPS.contains(r.event())) {
            return;
        }
        if (!r.action().isEmpty()) {
            begin(r);
        }
        Story story = byKey.get(r.key());
        ActionStage stage = stage(r.outcome());
        if (story == null || stage == null) {
            return;
        }
        if (stage == ActionStage.EXECUTING) {
            story.executed = r.time();
        }
        story.trail.add(new Mark(stage, r.time(), r.who(), text(story, r)));
    }

    private void begin(AuditRecord r) {
        byKey.remove(r.key());
        WrittenAction written = WrittenAction.read(r.key(), r.action());
        if (written != null && stage(r.outcome()) != null) {
            byKey.put(r.key(), new Story(written, r.what()));
            if (byKey.size() > KEPT) {
                byKey.remove(byKey.keySet().iterator().next());
            }
        }
    }

    /** Without the words of the action, which stand before what is said of it. */
    private static String text(Story story, AuditRecord r) {
        if (r.what().startsWith(story.words + ": ")) {
            return r.what().substring(story.words.length() + 2);
        }
        boolean nothingMore = r.what().equals(story.words) && !r.outcome().equals(ActionStage.REFUSED.name());
        return nothingMore ? "" : r.what();
    }

    private static @Nullable ActionStage stage(String outcome) {
        for (ActionStage stage : ActionStage.values()) {
            if (stage.name().equals(outcome)) {
                return stage;
            }
        }
        return null;
    }

    /** The oldest first. */
    List<PastAction> all() {
        return byKey.values().stream()
                .map(s -> new PastAction(s.written.action(), s.written.simulated(), s.trail, s.executed))
                .toList();
    }
}
