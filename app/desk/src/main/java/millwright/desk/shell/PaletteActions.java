package millwright.desk.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import millwright.desk.Situation;
import millwright.desk.draw.Targets;
import millwright.desk.find.Hit;
import millwright.desk.find.NameIndex;
import millwright.feed.Finding;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import org.jspecify.annotations.Nullable;

/**
 * What the palette offers to do: to what is found by the name behind a verb, to what is selected where a verb stands alone,
 * and to the best hit of a name. Each opens its dialog, none acts by itself; who only watches is offered none. Any thread;
 * keeps nothing.
 */
final class PaletteActions {
    /** That a verb is followed by names of. */
    private static final int MOST = 12;
    /** GPUs and jobs are found by the name of their rack too. */
    private static final int LOOKED_AT = 300;

    private static final int SHORTEST = 3;
    private static final String ACTION = "action";
    private static final String ACKNOWLEDGE = "acknowledge";

    /** How people call what {@link Proposals} offer, after its key. */
    private static final List<List<String>> VERBS = List.of(
            List.of("cap", "cap", "limit", "power limit"),
            List.of("profile", "profile", "max-q", "maxq"),
            List.of("drain", "drain"),
            List.of("resume", "resume", "undrain"),
            List.of(ACKNOWLEDGE, ACKNOWLEDGE));

    private final ShellContext context;
    private final Proposals proposals;
    private final Consumer<Entity> onEntity;

    PaletteActions(ShellContext context, Consumer<Entity> onEntity) {
        this.context = context;
        this.proposals = new Proposals(context);
        this.onEntity = onEntity;
    }

    /** A verb and what stands behind it. */
    private record Asked(String key, String rest) {}

    private static @Nullable Asked asked(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", 2);
        String first = words[0];
        return first.length() < SHORTEST
                ? null
                : VERBS.stream()
                        .filter(verb -> verb.stream().skip(1).anyMatch(word -> word.startsWith(first)))
                        .findFirst()
                        .map(verb -> new Asked(verb.getFirst(), words.length == 1 ? "" : words[1]))
                        .orElse(null);
    }

    /** Whether it names something to do, whoever may. */
    static boolean verb(String text) {
        return asked(text) != null;
    }

    /** @param names of all entities, in the order of the plant @param selected what is selected */
    List<CommandPalette.Entry> of(String text, Plant plant, NameIndex names, List<EntityId> selected) {
        Asked asked = asked(text);
        Situation situation = context.model.situation();
        if (asked == null || situation.link().watchesOnly()) {
            return List.of();
        }
        if (asked.rest().isEmpty()) {
            return selected.isEmpty() ? List.of() : forAll(situation, selected, asked.key());
        }
        List<CommandPalette.Entry> found = new ArrayList<>();
        Set<List<EntityId>> seen = new HashSet<>();
        for (Hit hit : names.search(asked.rest(), LOOKED_AT)) {
            Entity entity = plant.entity(hit.index());
            List<EntityId> chosen = asked.key().equals(ACKNOWLEDGE)
                    ? List.of(entity.id())
                    : Targets.of(plant, List.of(entity.id())).chosen();
            if (found.size() < MOST && !chosen.isEmpty() && seen.add(chosen)) {
                found.addAll(one(situation, plant, chosen, asked.key()));
            }
        }
        if (asked.key().equals(ACKNOWLEDGE)) {
            AlarmWords.matching(situation, asked.rest())
                    .filter(f -> open(situation, f))
                    .limit(MOST)
                    .forEach(f -> found.add(acknowledge("Acknowledge: " + f.what(), f.entity(), List.of(f.id()))));
        }
        return found;
    }

    /** Below the best hit of a name: what may be done to it. */
    List<CommandPalette.Entry> below(Plant plant, Entity entity) {
        Situation situation = context.model.situation();
        Targets targets = Targets.of(plant, List.of(entity.id()));
        if (situation.link().watchesOnly()) {
            return List.of();
        }
        boolean drained = proposals.drained(situation, targets);
        List<CommandPalette.Entry> found = new ArrayList<>(one(situation, plant, List.of(entity.id()), ACKNOWLEDGE));
        proposals.of(plant, targets).stream()
                .filter(offer -> drained || !offer.key().equals("resume"))
                .forEach(offer -> found.add(entry(plant, targets.chosen(), offer)));
        return found;
    }

    private List<CommandPalette.Entry> one(Situation situation, Plant plant, List<EntityId> chosen, String key) {
        if (key.equals(ACKNOWLEDGE)) {
            List<String> open = Upstream.within(situation, chosen).stream()
                    .filter(f -> open(situation, f))
                    .map(Finding::id)
                    .toList();
            String name = Names.name(plant, chosen.getFirst());
            return open.isEmpty()
                    ? List.of()
                    : List.of(acknowledge(name + ": Acknowledge " + open.size() + " …", chosen.getFirst(), open));
        }
        return proposals.of(plant, Targets.of(plant, chosen)).stream()
                .filter(offer -> offer.key().equals(key))
                .map(offer -> entry(plant, chosen, offer))
                .toList();
    }

    private List<CommandPalette.Entry> forAll(Situation situation, List<EntityId> selected, String key) {
        Plant plant = situation.plant();
        if (!key.equals(ACKNOWLEDGE)) {
            return one(situation, plant, selected, key);
        }
        return selected.stream()
                .filter(id -> plant.indexOf(id) >= 0)
                .flatMap(id -> one(situation, plant, List.of(id), key).stream())
                .toList();
    }

    private CommandPalette.Entry entry(Plant plant, List<EntityId> chosen, Proposals.Offer offer) {
        String names = Targets.names(plant, Targets.of(plant, chosen).chosen());
        return new CommandPalette.Entry(names + ": " + offer.title() + " …", ACTION, "", () -> {
            if (chosen.size() == 1) {
                select(chosen.getFirst());
            }
            context.acting.openDialog(offer.action().get());
        });
    }

    private CommandPalette.Entry acknowledge(String title, EntityId where, List<String> findings) {
        return new CommandPalette.Entry(title, ACTION, "", () -> {
            select(where);
            context.acting.openDialog(context.acting.acknowledgement(findings));
        });
    }

    private void select(EntityId id) {
        Stream.of(context.model.plant().indexOf(id))
                .filter(index -> index >= 0)
                .map(context.model.plant()::entity)
                .forEach(onEntity);
    }

    private static boolean open(Situation situation, Finding finding) {
        var alarm = situation.alarms().get(finding.id());
        return alarm != null && alarm.state().open();
    }
}
