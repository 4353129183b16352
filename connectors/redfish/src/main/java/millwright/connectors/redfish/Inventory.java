package millwright.connectors.redfish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.plant.Catalogue;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.Metric;
import millwright.plant.Relation;

/** What a survey of one controller found: things, what measures them, what limits them, how they feel. One thread. */
final class Inventory {
    /** Where a thing stands. */
    sealed interface Home {
        /** In the node of that host. */
        record Host(String host) implements Home {}

        /** In the rack where the configuration places that name, else in the hall. */
        record Floor(String host) implements Home {}

        record Within(EntityId container) implements Home {}
    }

    record Part(Entity entity, Home home, Map<String, String> natives, List<Relation> relations) {
        Part {
            natives = Map.copyOf(natives);
            relations = List.copyOf(relations);
        }
    }

    /** @param path of the resource that says it @param what machine word of the kind of thing */
    record Condition(String path, EntityId entity, String what, String name, String health, String state) {}

    /** A way to limit the power of one GPU. @param path the resource that takes a PowerLimitWatts */
    record Lever(EntityId gpu, String path) {}

    private final Catalogue catalogue;
    private final Map<String, Map<String, String>> hosts = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Meter> meters = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final Map<String, Condition> conditions = new LinkedHashMap<>();
    private final Map<EntityId, Lever> levers = new LinkedHashMap<>();
    private final Map<String, EntityId> owners = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private Optional<String> events = Optional.empty();

    Inventory(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param natives of the machine; what was said first stays */
    void host(String host, Map<String, String> natives) {
        Map<String, String> known = hosts.computeIfAbsent(host, h -> new TreeMap<>());
        natives.forEach(known::putIfAbsent);
    }

    Map<String, Map<String, String>> hosts() {
        return hosts;
    }

    void part(Entity entity, Home home, Map<String, String> natives, Relation... relations) {
        parts.add(new Part(entity, home, natives, List.of(relations)));
    }

    List<Part> parts() {
        return parts;
    }

    /** Under which host other sources may know the part: where it is all that the controller stands for. */
    Optional<String> called(Part part) {
        EntityKind kind = part.entity().kind();
        boolean device = kind.isPower() || kind == EntityKind.CDU;
        if (!device || !(part.home() instanceof Home.Floor floor)) {
            return Optional.empty();
        }
        boolean alone = parts.stream()
                        .filter(p -> p.entity().kind() == kind && p.home() instanceof Home.Floor)
                        .count()
                == 1;
        return alone ? Optional.of(floor.host()) : Optional.empty();
    }

    void meter(String path, int rank, List<Field> fields) {
        if (!fields.isEmpty()) {
            meters.add(new Meter(path, rank, fields));
        }
    }

    /** In rising ranks. */
    List<Meter> meters() {
        return meters.stream()
                .sorted(java.util.Comparator.comparingInt(Meter::rank))
                .toList();
    }

    /** @throws IllegalArgumentException when the catalogue has no such metric */
    Metric metric(String name) {
        return catalogue.find(name).orElseThrow(() -> new IllegalArgumentException("no metric " + name));
    }

    Field field(EntityId entity, String metric, String pointer) {
        return field(entity, metric, pointer, 1);
    }

    Field field(EntityId entity, String metric, String pointer, double scale) {
        return new Field(entity, metric(metric), pointer, scale, Map.of());
    }

    Field words(EntityId entity, String metric, String pointer, Map<String, Integer> words) {
        return new Field(entity, metric(metric), pointer, 1, words);
    }

    void limit(Limit limit) {
        limits.add(limit);
    }

    List<Limit> limits() {
        return limits;
    }

    /** Notes how a thing feels; one that says nothing of it is left out. */
    void condition(Document resource, EntityId entity, String what) {
        String health = resource.text("Status/Health", resource.text("Status/HealthRollup", ""));
        String state = resource.text("Status/State", "");
        if (!health.isEmpty() || !state.isEmpty()) {
            String name = resource.text("Name", resource.text("Id", what));
            conditions.put(resource.path(), new Condition(resource.path(), entity, what, name, health, state));
        }
    }

    Map<String, Condition> conditions() {
        return conditions;
    }

    void lever(Lever lever) {
        levers.put(lever.gpu(), lever);
    }

    Map<EntityId, Lever> levers() {
        return levers;
    }

    /** Events about this resource, and about those below it, are about that entity. */
    void owner(String path, EntityId entity) {
        owners.putIfAbsent(Paths.key(path), entity);
    }

    Optional<EntityId> ownerOf(String path) {
        String at = Paths.key(path);
        while (at.length() > "/redfish/v1".length()) {
            EntityId owner = owners.get(at);
            if (owner != null) {
                return Optional.of(owner);
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
        return Optional.empty();
    }

    /** Something that people should know of what is not delivered. */
    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    void report(String path) {
        reports.add(path);
    }

    /** Paths of metric reports, each of which may spare many questions. */
    List<String> reports() {
        return reports;
    }

    void events(Optional<String> path) {
        events = path;
    }

    /** Where server-sent events are offered. */
    Optional<String> events() {
        return events;
    }

    /** Names by which other sources may know the same thing. */
    static Map<String, String> natives(Document resource) {
        Map<String, String> names = new TreeMap<>();
        names.put("redfish.path", resource.path());
        resource.text("SerialNumber").ifPresent(v -> names.put("serial", v));
        resource.text("Model").ifPresent(v -> names.put("model", v));
        resource.text("PartNumber").ifPresent(v -> names.put("part", v));
        resource.text("UUID")
                .filter(v -> !v.matches("[0-]+"))
                .ifPresent(v -> names.put("uuid", v.toLowerCase(java.util.Locale.ROOT)));
        return names;
    }
}
