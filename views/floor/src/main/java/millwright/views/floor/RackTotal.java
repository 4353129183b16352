package millwright.views.floor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import millwright.desk.draw.Figures;
import millwright.plant.Count;
import millwright.plant.DataState;
import millwright.plant.EntityKind;
import millwright.plant.Plant;

/**
 * The power of a rack and what it is made of, as far as both are measured. What is printed adds up: parts are rounded
 * first, and what is left stands there as the rest. Immutable.
 *
 * @param total in steps; of the parts where the rack itself has no number @param measured whether the rack itself has one
 * @param step W of a step @param rest steps that no part explains @param lacks what has no number, in words
 * @param old of which parts some numbers are stale, in words
 */
record RackTotal(
        long total,
        boolean measured,
        boolean stale,
        long step,
        List<Part> parts,
        long rest,
        List<String> lacks,
        List<String> old) {
    /** @param steps of {@link RackTotal#step} W @param age of what it is the sum of */
    record Part(String label, long steps, Age age) {}

    /** How many of the numbers of a part are stale. */
    enum Age {
        NOW,
        MIXED,
        STALE;

        static Age of(long stale, long numbers) {
            return stale == 0 ? NOW : stale < numbers ? MIXED : STALE;
        }
    }

    /** Words of it, numbers apart. */
    record Word(String text, boolean number) {}

    private static final double LARGE = 10_000;
    private static final long COARSE = 100;
    private static final long FINE = 10;

    static RackTotal of(Plant plant, RackContents rack, RackColumns columns) {
        Told own = columns.told(RackColumns.RACK_POWER, EntityKind.RACK, rack.slot());
        List<Told> trays = rack.trays().stream()
                .map(t -> columns.node(RackColumns.NODE_POWER, t.slot()))
                .toList();
        List<Told> gpus = rack.trays().stream()
                .flatMapToInt(t -> Arrays.stream(t.gpus()))
                .mapToObj(g -> columns.gpu(RackColumns.GPU_POWER, g))
                .toList();
        return of(
                own,
                trays,
                gpus,
                band(plant, rack, columns, EntityKind.SWITCH),
                band(plant, rack, columns, EntityKind.POWER_SHELF));
    }

    private static List<Told> band(Plant plant, RackContents rack, RackColumns columns, EntityKind kind) {
        return Arrays.stream(rack.band(kind))
                .mapToObj(i -> columns.told(
                        kind == EntityKind.SWITCH ? RackColumns.SWITCH_POWER : RackColumns.SHELF_LOSS,
                        kind,
                        plant.slotOf(i)))
                .toList();
    }

    /** @param losses of power shelves, whose output feeds all the other parts */
    static RackTotal of(Told rack, List<Told> trays, List<Told> gpus, List<Told> switches, List<Told> losses) {
        List<String> lacks = new ArrayList<>();
        List<String> old = new ArrayList<>();
        if (!rack.number()) {
            lacks.add("rack itself " + why(List.of(rack)));
        }
        double known = sum(trays) + sum(switches) + sum(losses) + (any(trays) ? 0 : sum(gpus));
        double watts = rack.number() ? rack.value() : known;
        long step = watts >= LARGE ? COARSE : FINE;
        List<Part> parts = new ArrayList<>();
        if (!any(trays) && any(gpus)) {
            add(parts, lacks, "GPUs", "GPU", gpus, step, old);
            lacks.add("trays " + why(trays));
        } else if (fresh(trays) && fresh(gpus) && sum(gpus) <= sum(trays) && sum(gpus) > 0) {
            long boards = steps(sum(gpus), step);
            parts.add(new Part("GPUs", boards, Age.NOW));
            parts.add(new Part("CPU, NIC", steps(sum(trays), step) - boards, Age.NOW));
        } else {
            add(parts, lacks, "trays", "tray", trays, step, old);
        }
        add(parts, lacks, "switches", "switch", switches, step, old);
        add(parts, lacks, "shelf losses", "shelf loss", losses, step, old);
        long explained = parts.stream().mapToLong(Part::steps).sum();
        long total = rack.number() ? steps(rack.value(), step) : explained;
        return new RackTotal(
                total,
                rack.number(),
                rack.state() == DataState.STALE,
                step,
                List.copyOf(parts),
                total - explained,
                List.copyOf(lacks),
                List.copyOf(old));
    }

    private static void add(
            List<Part> parts,
            List<String> lacks,
            String label,
            String one,
            List<Told> told,
            long step,
            List<String> old) {
        long numbers = told.stream().filter(Told::number).count();
        if (numbers > 0) {
            boolean some = numbers < told.size();
            String of = some ? Figures.whole(numbers) + " of " + Figures.whole(told.size()) + " " + label : label;
            long stale = told.stream().filter(RackTotal::old).count();
            Age age = Age.of(stale, numbers);
            parts.add(new Part(age == Age.STALE ? of + ", stale" : of, steps(sum(told), step), age));
            if (age == Age.MIXED) {
                old.add(Figures.whole(stale) + " of " + Figures.whole(told.size()) + " " + label);
            }
        }
        if (numbers < told.size()) {
            List<Told> without = told.stream().filter(t -> !t.number()).toList();
            lacks.add(
                    numbers == 0
                            ? label + " " + why(without)
                            : (one.equals("shelf loss") ? without.size() + " " + label : Count.of(without.size(), one))
                                    + " "
                                    + why(without));
        }
    }

    /** {@code not measured}, or how many are in which state. */
    private static String why(List<Told> without) {
        Map<DataState, Integer> counts = new EnumMap<>(DataState.class);
        without.forEach(t -> counts.merge(t.state(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((state, n) -> words.add((counts.size() > 1 ? n + " " : "") + word(state)));
        return words.isEmpty() ? "not measured" : String.join(", ", words);
    }

    static String word(DataState state) {
        return switch (state) {
            case OK -> "ok";
            case STALE -> "stale";
            case NO_DATA -> "not measured";
            case NOT_SUPPORTED -> "not supported";
            case FORBIDDEN -> "forbidden";
            case BAD -> "bad";
        };
    }

    private static boolean any(List<Told> told) {
        return told.stream().anyMatch(Told::number);
    }

    private static boolean old(Told told) {
        return told.number() && told.state() == DataState.STALE;
    }

    /** All of them are numbers of now: only such may be taken from each other. */
    private static boolean fresh(List<Told> told) {
        return !told.isEmpty() && told.stream().allMatch(t -> t.number() && !old(t));
    }

    private static double sum(List<Told> told) {
        return told.stream().filter(Told::number).mapToDouble(Told::value).sum();
    }

    private static long steps(double watts, long step) {
        return Math.round(watts / step);
    }

    /** In kW, without the unit. */
    String kilowatts(long steps) {
        return Figures.fixed(steps * step / 1000.0, step == COARSE ? 1 : 2);
    }

    /** {@code Rack total 118.2 kW = trays 112.0 + switches 5.4 + rest 0.8}. */
    List<Word> words() {
        List<Word> words = new ArrayList<>();
        if (!measured && parts.isEmpty()) {
            words.add(new Word("Rack total: nothing of its power is measured", false));
            return words;
        }
        words.add(new Word(title(), false));
        words.add(new Word(kilowatts(total) + " kW", true));
        if (parts.isEmpty()) {
            words.add(new Word("of which no part is measured", false));
            return words;
        }
        String before = "= ";
        for (Part part : parts) {
            words.add(new Word(before + part.label(), false));
            words.add(new Word(kilowatts(part.steps()), true));
            before = "+ ";
        }
        if (rest != 0) {
            boolean much = Math.abs(rest) * 100 > total && ages(Age.NOW) && !stale;
            words.add(new Word(rest > 0 ? "+ rest" : much ? "− more than the rack tells" : "− rest", false));
            words.add(new Word(kilowatts(Math.abs(rest)), true));
        }
        return words;
    }

    private String title() {
        if (measured) {
            return stale ? "Rack total, stale" : "Rack total";
        }
        return ages(Age.NOW)
                ? "Measured parts"
                : ages(Age.STALE) ? "Measured parts, stale" : "Measured parts, some stale";
    }

    private boolean ages(Age age) {
        return parts.stream().allMatch(p -> p.age() == age);
    }

    String sentence() {
        StringBuilder text = new StringBuilder();
        words().forEach(w -> text.append(text.isEmpty() ? "" : " ").append(w.text()));
        return text.toString();
    }

    /** {@code Without a number: switches not measured. Stale: 2 of 18 trays}; empty when nothing lacks. */
    String lacking() {
        List<String> notes = new ArrayList<>();
        if (!lacks.isEmpty()) {
            notes.add("Without a number: " + String.join("; ", lacks));
        }
        if (!old.isEmpty()) {
            notes.add("Stale: " + String.join("; ", old));
        }
        return String.join(". ", notes);
    }
}
