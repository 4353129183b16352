package millwright.views.kit;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Choices as words of a workspace. Words that a choice does not know any more are left out. */
public final class Saved {
    private Saved() {}

    /** The choice of that name; none for null and for what is not known. */
    public static <E extends Enum<E>> Optional<E> one(Class<E> of, @Nullable String name) {
        return EnumSet.allOf(of).stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /** All of them, to be read by {@link #all}. */
    public static String names(Collection<? extends Enum<?>> chosen) {
        return chosen.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
    }

    /** Null where nothing was saved, which is not the same as that nothing was chosen. */
    public static <E extends Enum<E>> @Nullable Set<E> all(Class<E> of, @Nullable String names) {
        if (names == null) {
            return null;
        }
        List<String> words = List.of(names.split(" ", -1));
        return EnumSet.allOf(of).stream().filter(e -> words.contains(e.name())).collect(Collectors.toSet());
    }
}
