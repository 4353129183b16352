package millwright.connectors.redfish;

import java.io.IOException;
import java.util.Optional;
import millwright.plant.Catalogue;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;

/** Looks at everything that one controller manages. The poller's thread. */
final class Survey {
    private final Tour tour;
    private final RedfishConfig.Bmc bmc;
    private final Inventory inventory;

    Survey(Tour tour, RedfishConfig.Bmc bmc, Catalogue catalogue) {
        this.tour = tour;
        this.bmc = bmc;
        this.inventory = new Inventory(catalogue);
    }

    Inventory look() throws IOException, InterruptedException {
        Document root = tour.root();
        SystemSurvey systems = new SystemSurvey(tour, inventory, fallbackHost(), bmc.host());
        systems.look(root);
        new ChassisSurvey(tour, inventory, systems).look(root);
        Optional<Document> power = tour.follow(root, "PowerEquipment");
        if (power.isPresent()) {
            new PowerSurvey(tour, inventory, fallbackHost()).look(power.get());
        }
        Optional<Document> thermal = tour.follow(root, "ThermalEquipment");
        if (thermal.isPresent()) {
            new CoolingSurvey(tour, inventory).look(thermal.get(), fallbackHost());
        }
        services(root);
        return inventory;
    }

    private void services(Document root) throws IOException, InterruptedException {
        Optional<Document> telemetry = tour.follow(root, "TelemetryService");
        if (telemetry.isPresent()) {
            Optional<Document> reports = tour.follow(telemetry.get(), "MetricReports");
            if (reports.isPresent()) {
                tour.paths(reports.get(), "Members").stream().limit(50).forEach(inventory::report);
            }
        }
        Optional<Document> events = tour.follow(root, "EventService");
        if (events.isPresent()) {
            inventory.events(events.get().text("ServerSentEventUri").flatMap(tour::local));
        }
    }

    /** What a thing is called that does not say so itself. */
    private String fallbackHost() {
        return bmc.host().isEmpty() ? String.valueOf(bmc.address().getHost()) : bmc.host();
    }

    /** Entity ids are stable over restarts: what the controller is called, and where the thing stands in its tree. */
    static EntityId id(EntityKind kind, String host, String path) {
        return EntityId.of(kind, cut(host, 60) + "/" + cut(Paths.key(path).replaceFirst("^/redfish/v1/", ""), 110));
    }

    /** The end of a text tells more of it than its beginning. */
    static String cut(String text, int most) {
        return text.length() > most ? text.substring(text.length() - most) : text;
    }
}
