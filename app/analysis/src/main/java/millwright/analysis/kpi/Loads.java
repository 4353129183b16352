package millwright.analysis.kpi;

import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.RelationKind;

/**
 * Watts along the feeds of one plant, from the loads at the ends upwards. What several feeders supply together is
 * assumed to be split evenly between them; real A/B feeds differ, so a meter always wins over this. A device without load
 * beside others like it that have one is left out of what its feeders carry; of itself nothing is known unless it is
 * metered. One use, one thread.
 */
public final class Loads {
    /** Watts that an entity draws by itself, by dense index; unknown where something smaller has to be added up. */
    @FunctionalInterface
    public interface Ends {
        Reading at(int index);
    }

    /** What meters say, by dense index, and who supplies just the same as a device; -1 for nobody. */
    interface Meters {
        Reading at(int index);

        int twin(int index);
    }

    private static final Meters NONE = new Meters() {
        @Override
        public Reading at(int index) {
            return Reading.NONE;
        }

        @Override
        public int twin(int index) {
            return -1;
        }
    };

    private final Plant plant;
    private final Ends ends;
    private final Meters meters;
    private final Reading[] total;
    private final Reading[] alone;
    private final boolean[] open;
    /** Of what all ends below only stand beside others that carry the load. */
    private final boolean[] idle;

    public Loads(Plant plant, Ends ends) {
        this(plant, ends, NONE);
    }

    /** @param meters of the two of a pair carry all of it together */
    Loads(Plant plant, Ends ends, Meters meters) {
        this.plant = plant;
        this.ends = ends;
        this.meters = meters;
        total = new Reading[plant.size()];
        alone = new Reading[plant.size()];
        open = new boolean[plant.size()];
        idle = new boolean[plant.size()];
    }

    /** Everything that the entity carries now. */
    public Reading carried(int index) {
        Reading known = total[index];
        if (known == null) {
            known = down(index, total, false);
        }
        return known;
    }

    /**
     * What it would carry if every other feeder of what it feeds were lost. Where fresh meters stand on it and on the one
     * that supplies just the same, it is what both say: they see the losses of the devices too, which a sum of what is fed
     * does not. Never less than what it carries now.
     */
    public Reading withoutPartner(int index) {
        Reading known = alone[index];
        if (known == null) {
            Reading both = both(index);
            known = both.good() ? both : notLess(down(index, alone, true), index, both);
            alone[index] = known;
        }
        return known;
    }

    private Reading notLess(Reading added, int index, Reading both) {
        Reading found = added.known() ? added : both;
        Reading own = meters.at(index);
        boolean less = found.known() && own.known() && own.value() > found.value();
        // what it would carry is no newer for that
        return less ? new Reading(own.value(), found.good() ? own.state() : found.state()) : found;
    }

    private Reading both(int index) {
        Reading own = meters.at(index);
        int twin = own.known() ? meters.twin(index) : -1;
        return twin < 0 ? Reading.NONE : own.plus(meters.at(twin));
    }

    private Reading down(int index, Reading[] memo, boolean partnerLost) {
        Reading own = ends.at(index);
        int[] fed = plant.targets(RelationKind.FEEDS, index);
        if (own.known() || fed.length == 0 || open[index]) {
            Reading end = own.known() || fed.length == 0 ? contained(index, own) : Reading.NONE;
            idle[index] = fed.length == 0 && plant.entity(index).kind().isPower() && twinFeeds(index);
            memo[index] = end;
            return end;
        }
        open[index] = true;
        Tally tally = new Tally();
        Tally beside = new Tally();
        for (int target : fed) {
            int feeders = feeders(target);
            Reading part = feeders == 1 && partnerLost
                    ? withoutPartner(target)
                    : carried(target).times(partnerLost ? 1 : 1.0 / feeders);
            (idle[target] ? beside : tally).add(part);
        }
        open[index] = false;
        idle[index] = tally.parts() == 0;
        memo[index] = idle[index] ? beside.sum() : tally.sum();
        return memo[index];
    }

    private Reading contained(int index, Reading own) {
        EntityKind kind = plant.entity(index).kind();
        if (own.known() || kind != EntityKind.RACK && kind != EntityKind.ROW && kind != EntityKind.HALL) {
            return own;
        }
        Tally tally = new Tally();
        for (int node : plant.within(index, EntityKind.NODE)) {
            tally.add(ends.at(node));
        }
        return tally.sum();
    }

    /** One of several like it stands for their common bar; what the others carry is counted there. */
    private boolean twinFeeds(int index) {
        int container = plant.parent(index);
        if (container < 0) {
            return false;
        }
        for (int other : plant.targets(RelationKind.CONTAINS, container)) {
            boolean like = plant.entity(other).kind() == plant.entity(index).kind();
            if (like && other != index && plant.targets(RelationKind.FEEDS, other).length > 0) {
                return true;
            }
        }
        return false;
    }

    private int feeders(int index) {
        return Math.max(1, plant.origins(RelationKind.FEEDS, index).length);
    }
}
