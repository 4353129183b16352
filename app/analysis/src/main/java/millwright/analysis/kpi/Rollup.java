package millwright.analysis.kpi;

import millwright.feed.FeedSink;
import millwright.feed.Frame;
import millwright.plant.Catalogue;
import millwright.plant.Plant;
import millwright.series.LatestValues;

/**
 * Turns the newest values of small things into values of large ones: nodes, racks, rows, halls, jobs, power devices, the
 * site. What a meter says is never replaced. Sums follow the rules of {@link Tally}; ratios are sum over sum. One thread; bounded by
 * the plant.
 */
public final class Rollup {
    private final Derived derived;
    private final IdleClock idle = new IdleClock();
    private Roster roster = new Roster(Plant.empty());
    private PowerRollup.Pairs pairs = new PowerRollup.Pairs(Plant.empty());

    public Rollup() {
        this(Catalogue.standard());
    }

    public Rollup(Catalogue catalogue) {
        derived = new Derived(catalogue);
    }

    /** Whether a frame was told by a roll-up, this or another. */
    public static boolean made(Frame frame) {
        return frame.origin().source().equals(Derived.SOURCE);
    }

    /**
     * Tells one frame for each derived metric at plant time {@code now}. The frames belong into {@code latest} before the
     * next tick: power devices build on what racks were told a tick earlier.
     */
    public void tick(Plant plant, LatestValues latest, long now, FeedSink out) {
        if (plant != roster.plant()) {
            roster = new Roster(plant);
            pairs = new PowerRollup.Pairs(plant);
        }
        Activity activity = new Activity(latest);
        idle.update(roster, activity, now);
        Derived.Tick tick = derived.new Tick(plant, latest, now, roster.simulated(), out);
        new JobRollup(roster, latest, activity).tell(tick);
        RackRollup.Racks racks = new RackRollup(roster, latest, activity).tell(tick);
        new AreaRollup(roster, latest, activity).tell(tick, racks);
        new PowerRollup(plant, latest, pairs).tell(tick, racks.power());
        new SiteRollup(roster, latest, now).tell(tick, racks.power(), idle, activity);
    }
}
