package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/**
 * Computer systems and their processors. A GPU is a Processor of type GPU, whatever the path says: {@code GPU_SXM_1} of an
 * H100 board counts from 1, {@code GPU_0} of B200 and GB200 from 0. The poller's thread.
 */
final class SystemSurvey {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})$");

    private final Tour tour;
    private final Inventory inventory;
    private final String fallback;
    private final String configured;
    private final Map<String, String> hostOf = new LinkedHashMap<>();
    private final Map<String, EntityId> gpuOf = new HashMap<>();
    private final List<String> chassisOf = new ArrayList<>();
    private String main = "";

    /** @param fallback the controller's own name @param configured the host as configured, empty when it is not */
    SystemSurvey(Tour tour, Inventory inventory, String fallback, String configured) {
        this.tour = tour;
        this.inventory = inventory;
        this.fallback = fallback;
        this.configured = configured;
    }

    void look(Document root) throws IOException, InterruptedException {
        List<Document> systems = tour.members(root, "Systems");
        for (Document system : systems) {
            if (!isBoard(system)) {
                name(system);
            }
        }
        main = main.isEmpty() && !systems.isEmpty() ? fallback : main;
        for (Document system : systems) {
            String host = hostOf.computeIfAbsent(Paths.key(system.path()), p -> main);
            system(system, host);
        }
    }

    /** The board of GPUs is a system of its own in the tree, and a part of the same machine in the plant. */
    private static boolean isBoard(Document system) {
        return system.text("Id", "").startsWith("HGX_");
    }

    private void name(Document system) {
        String said = Survey.cut(system.text("HostName", ""), 60);
        String host = main.isEmpty()
                ? !configured.isEmpty() ? configured : said.isEmpty() ? fallback : said
                : said.isEmpty() || hostOf.containsValue(said)
                        ? main + "/" + Survey.cut(system.text("Id", "?"), 40)
                        : said;
        main = main.isEmpty() ? host : main;
        hostOf.put(Paths.key(system.path()), host);
    }

    /** The host of a system's path. */
    Optional<String> hostOf(String path) {
        return Optional.ofNullable(hostOf.get(Paths.key(path)));
    }

    /** The one host that is meant where nothing says which; empty when there is no system at all. */
    String mainHost() {
        return main;
    }

    /** GPUs by the path of their processor. */
    Map<String, EntityId> gpus() {
        return gpuOf;
    }

    /** Chassis that a system names as its own, best first. */
    List<String> chassis() {
        return chassisOf;
    }

    private void system(Document system, String host) throws IOException, InterruptedException {
        EntityId node = EntityId.of(EntityKind.NODE, host);
        if (isBoard(system)) {
            inventory.host(host, Map.of());
            inventory.condition(system, node, "board");
        } else {
            Map<String, String> natives = new HashMap<>(Inventory.natives(system));
            natives.put("host", system.text("HostName", host));
            inventory.host(host, natives);
            inventory.condition(system, node, "system");
            inventory.meter(system.path(), 0, List.of(health(system, node)));
            chassisOf.addAll(tour.paths(system, "Links/Chassis"));
        }
        inventory.owner(system.path(), node);
        List<Document> processors = tour.members(system, "Processors");
        int base = base(processors);
        for (Document processor : processors) {
            if (isGpu(processor)) {
                gpu(processor, host, base);
            } else if (processor.text("ProcessorType", "").equals("CPU") && !Health.isAbsent(processor)) {
                cpu(processor, node);
            }
        }
    }

    private static boolean isGpu(Document processor) {
        String type = processor.text("ProcessorType", "");
        return type.equals("GPU") || type.isEmpty() && processor.text("Id", "").startsWith("GPU_");
    }

    private Field health(Document resource, EntityId entity) {
        String pointer = resource.has("Status/HealthRollup") ? "Status/HealthRollup" : "Status/Health";
        return inventory.words(entity, "health", pointer, Health.WORDS);
    }

    private static int base(List<Document> processors) {
        boolean zero = processors.stream().filter(SystemSurvey::isGpu).anyMatch(p -> number(p.text("Id", "")) == 0);
        return zero ? 0 : 1;
    }

    /** The number at the end of a name, -1 when there is none. */
    static int number(String id) {
        Matcher matcher = NUMBER.matcher(id);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private void gpu(Document processor, String host, int base) throws IOException, InterruptedException {
        String id = processor.text("Id", processor.path());
        EntityId gpu = gpu(processor, host, Math.max(0, number(id) - base), processor.text("Model", ""));
        inventory.meter(processor.path(), 0, List.of(health(processor, gpu)));
        Optional<Document> environment = tour.follow(processor, "EnvironmentMetrics");
        if (environment.isPresent()) {
            environment(environment.get(), gpu, 0);
        }
        Optional<String> metrics = tour.path(processor, "Metrics");
        if (metrics.isPresent()) {
            inventory.meter(metrics.get(), 1, List.of(inventory.field(gpu, "gpu.clock.sm", "OperatingSpeedMHz")));
        }
    }

    /** A GPU wherever it stands in the tree. */
    EntityId gpu(Document resource, String host, int index, String model) {
        EntityId gpu = EntityId.of(EntityKind.GPU, host + "/" + Survey.cut(resource.text("Id", "GPU_" + index), 60));
        Map<String, String> natives = new HashMap<>(Inventory.natives(resource));
        natives.put("host", host);
        natives.put("gpu", Integer.toString(index));
        inventory.part(new Entity.Gpu(gpu, "G" + index, index, model), new Inventory.Home.Host(host), natives);
        inventory.condition(resource, gpu, "gpu");
        inventory.owner(resource.path(), gpu);
        gpuOf.put(Paths.key(resource.path()), gpu);
        return gpu;
    }

    /** EnvironmentMetrics that speak of one GPU: the same properties on every board. */
    void environment(Document metrics, EntityId gpu, int rank) {
        List<Field> fields = new ArrayList<>();
        fields.add(inventory.field(gpu, "gpu.power", "PowerWatts/Reading"));
        fields.add(inventory.field(gpu, "gpu.temperature", "TemperatureCelsius/Reading"));
        energy(metrics, gpu, "gpu.energy").ifPresent(fields::add);
        fields.add(inventory.field(gpu, "gpu.power.limit", "PowerLimitWatts/SetPoint"));
        if (metrics.has("PowerLimitWatts")) {
            fields.add(inventory.field(gpu, "gpu.power.limit.min", "PowerLimitWatts/AllowableMin"));
            fields.add(inventory.field(gpu, "gpu.power.limit.max", "PowerLimitWatts/AllowableMax"));
            fields.add(inventory.field(gpu, "gpu.power.limit.default", "PowerLimitWatts/DefaultSetPoint"));
        }
        if (metrics.has("PowerLimitWatts/SetPoint") && !inventory.levers().containsKey(gpu)) {
            inventory.lever(new Inventory.Lever(gpu, metrics.path()));
        }
        inventory.meter(metrics.path(), rank, fields);
    }

    private Optional<Field> energy(Document metrics, EntityId entity, String metric) {
        return energy(inventory, metrics, entity, metric);
    }

    /** In whichever of two units the resource counts it. */
    static Optional<Field> energy(Inventory inventory, Document metrics, EntityId entity, String metric) {
        if (metrics.has("EnergyJoules/Reading")) {
            return Optional.of(inventory.field(entity, metric, "EnergyJoules/Reading"));
        }
        return metrics.has("EnergykWh/Reading")
                ? Optional.of(inventory.field(entity, metric, "EnergykWh/Reading", 3.6e6))
                : Optional.empty();
    }

    private void cpu(Document processor, EntityId node) throws IOException, InterruptedException {
        inventory.condition(processor, node, "cpu");
        Optional<String> metrics = tour.path(processor, "EnvironmentMetrics");
        if (metrics.isPresent()) {
            inventory.meter(
                    metrics.get(),
                    0,
                    List.of(inventory.field(node, "node.cpu.temperature", "TemperatureCelsius/Reading")));
        }
    }
}
