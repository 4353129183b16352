package millwright.connectors.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import millwright.feed.Origin;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** Ids and enum constants on the wire. A number is 1 + the ordinal, so that 0 can mean "not said". */
final class Words {
    private Words() {}

    static int number(Enum<?> word) {
        return word.ordinal() + 1;
    }

    static int numberOrNone(@Nullable Enum<?> word) {
        return word == null ? 0 : number(word);
    }

    /** @throws BadMessage when the number is none that this version knows */
    static <E extends Enum<E>> E of(E[] words, int number, String field) {
        if (number < 1 || number > words.length) {
            throw new BadMessage(field, number == 0 ? "is missing" : "has the unknown value " + number);
        }
        return words[number - 1];
    }

    static <E extends Enum<E>> @Nullable E orNull(E[] words, int number) {
        return number < 1 || number > words.length ? null : words[number - 1];
    }

    static EntityId entity(String text, String field) {
        return checked(field, () -> new EntityId(text));
    }

    static List<EntityId> entities(List<String> texts, String field) {
        List<EntityId> ids = new ArrayList<>(texts.size());
        for (String text : texts) {
            ids.add(entity(text, field));
        }
        return ids;
    }

    static List<String> texts(Collection<EntityId> ids) {
        return ids.stream().map(EntityId::text).toList();
    }

    static MetricId metric(String name, String field) {
        return checked(field, () -> new MetricId(name));
    }

    static V1.Origin origin(Origin origin) {
        return V1.Origin.newBuilder()
                .setSource(origin.source().text())
                .setSimulated(origin.simulated())
                .build();
    }

    static Origin origin(V1.Origin origin, String field) {
        return new Origin(entity(origin.getSource(), field + ".source"), origin.getSimulated());
    }

    /** Runs a constructor that checks its arguments; what it objects to becomes a bad field. */
    static <T> T checked(String field, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new BadMessage(field, String.valueOf(e.getMessage()));
        }
    }
}
