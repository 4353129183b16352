package millwright.connectors.gateway;

import java.util.ArrayList;
import java.util.List;
import millwright.feed.Prices;
import millwright.plant.Entity;
import millwright.plant.EntityKind;
import millwright.plant.Limit;
import millwright.plant.LimitOrigin;
import millwright.plant.MetricId;
import millwright.plant.Plant;

/**
 * What the people of a site state and no source knows: what things cost, and what its endpoints promise. Immutable.
 *
 * @param promises where several fit one endpoint and metric the first wins
 */
public record SiteSettings(Prices prices, List<Promise> promises) {
    public static final SiteSettings NONE = new SiteSettings(Prices.NONE, List.of());

    /**
     * An upper limit that the endpoints of a name or a model promise to keep.
     *
     * @param endpoint name or id of the endpoint; empty for any @param model what it serves; empty for any
     * @param limit in the unit of the metric
     */
    public record Promise(String endpoint, String model, MetricId metric, double limit) {
        boolean fits(Entity.Endpoint candidate) {
            boolean named = endpoint.isEmpty()
                    || endpoint.equals(candidate.name())
                    || endpoint.equals(candidate.id().text());
            return named && (model.isEmpty() || model.equals(candidate.model()));
        }
    }

    public SiteSettings {
        promises = List.copyOf(promises);
    }

    /** Limits that ought to stand in the plant and do not. */
    List<Limit> missing(Plant plant) {
        List<Limit> missing = new ArrayList<>();
        for (int slot = 0; !promises.isEmpty() && slot < plant.count(EntityKind.ENDPOINT); slot++) {
            if (plant.at(EntityKind.ENDPOINT, slot) instanceof Entity.Endpoint endpoint) {
                List<MetricId> done = new ArrayList<>();
                for (Promise promise : promises) {
                    if (promise.fits(endpoint) && !done.contains(promise.metric())) {
                        done.add(promise.metric());
                        Limit limit = Limit.upper(endpoint.id(), promise.metric(), LimitOrigin.SLO, promise.limit());
                        if (!plant.limits(endpoint.id()).contains(limit)) {
                            missing.add(limit);
                        }
                    }
                }
            }
        }
        return missing;
    }
}
