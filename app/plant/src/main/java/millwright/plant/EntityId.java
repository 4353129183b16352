package millwright.plant;

import org.jspecify.annotations.Nullable;

/**
 * Stable id of one entity, for example {@code rack:R4-16} or {@code gpu:GPU-5fa3…}. It survives revisions, restarts and
 * captures; dense indices do not.
 */
public record EntityId(String text) implements Comparable<EntityId> {
    private static final int MAX_LENGTH = 200;

    public EntityId {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "entity id must have 1 to " + MAX_LENGTH + " characters: '" + text + "'");
        }
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                throw new IllegalArgumentException("entity id holds a control character at position " + i);
            }
        }
    }

    /** C0 and C1. In place of {@code Character.isISOControl}: a large plant asks ten million times before anything is compiled. */
    private static boolean isControl(char c) {
        return c < ' ' || c >= 0x7f && c <= 0x9f;
    }

    public static EntityId of(EntityKind kind, String local) {
        return new EntityId(kind.prefix() + ":" + local);
    }

    /** As records do, without what the language prepares for them at the first use: ids are looked up from the start. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntityId(String theirs) && text.equals(theirs);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(EntityId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
