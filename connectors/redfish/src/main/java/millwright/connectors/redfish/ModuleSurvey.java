package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.plant.EntityId;

/**
 * Processor modules of GB200, whose EnvironmentMetrics stand on a chassis. One that holds one GPU speaks for it; where the
 * tree has no GPU processors at all, the module is what it has of a GPU; one that meters several together says nothing of
 * any single one, and that is noted. The poller's thread.
 */
final class ModuleSurvey {
    private static final String MODULE = "HGX_ProcessorModule_";

    private final Tour tour;
    private final Inventory inventory;
    private final SystemSurvey systems;

    ModuleSurvey(Tour tour, Inventory inventory, SystemSurvey systems) {
        this.tour = tour;
        this.inventory = inventory;
        this.systems = systems;
    }

    void look(List<Document> chassis) throws IOException, InterruptedException {
        Map<Integer, Document> modules = new TreeMap<>();
        for (Document one : chassis) {
            String id = one.text("Id", "");
            if (id.startsWith(MODULE)) {
                modules.put(SystemSurvey.number(id), one);
            }
        }
        boolean processors = !systems.gpus().isEmpty();
        int first = modules.isEmpty() ? 0 : modules.keySet().iterator().next();
        int base = Math.clamp(first, 0, 1);
        for (Map.Entry<Integer, Document> entry : modules.entrySet()) {
            module(entry.getValue(), Math.max(0, entry.getKey() - base), processors, modules.size(), chassis);
        }
    }

    private void module(Document module, int index, boolean processors, int modules, List<Document> chassis)
            throws IOException, InterruptedException {
        Optional<Document> metrics = tour.follow(module, "EnvironmentMetrics");
        if (metrics.isEmpty() || systems.mainHost().isEmpty()) {
            return;
        }
        if (!processors) {
            EntityId gpu = systems.gpu(module, systems.mainHost(), index, module.text("Model", ""));
            systems.environment(metrics.get(), gpu, 0);
            return;
        }
        List<EntityId> inside = inside(module, chassis);
        if (inside.isEmpty() && systems.gpus().size() == modules) {
            inside = List.of(byNumber(index));
        }
        if (inside.size() == 1) {
            systems.environment(metrics.get(), inside.getFirst(), 1);
        } else {
            inventory.note(module.text("Id", "?") + " meters " + (inside.isEmpty() ? "several" : inside.size())
                    + " GPUs together; of each alone only what its processor tells is shown");
        }
    }

    private EntityId byNumber(int index) {
        List<String> paths = new ArrayList<>(systems.gpus().keySet());
        paths.sort(java.util.Comparator.comparingInt(SystemSurvey::number));
        return java.util.Objects.requireNonNull(systems.gpus().get(paths.get(Math.min(index, paths.size() - 1))));
    }

    /** GPUs that the module links to, itself or through the chassis that it contains. */
    private List<EntityId> inside(Document module, List<Document> chassis) {
        List<EntityId> found = new ArrayList<>();
        add(module, found);
        List<String> contained = tour.paths(module, "Links/Contains");
        String self = Paths.key(module.path());
        for (Document one : chassis) {
            boolean within = contained.contains(Paths.key(one.path()))
                    || tour.path(one, "Links/ContainedBy")
                            .map(Paths::key)
                            .orElse("")
                            .equals(self);
            if (within) {
                add(one, found);
            }
        }
        return found;
    }

    private void add(Document chassis, List<EntityId> found) {
        for (String path : tour.paths(chassis, "Links/Processors")) {
            EntityId gpu = systems.gpus().get(path);
            if (gpu != null && !found.contains(gpu)) {
                found.add(gpu);
            }
        }
    }
}
