package millwright.connectors.link;

import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.plant.v1.V1;

/** What the link has seen, so that it can resume. Link thread. */
final class Position {
    private String epoch = "";
    private long sequence;
    private long revision;
    private long lastSample;
    private boolean anew;

    /** The gateway answered. When it tells everything anew, nothing counts as seen until it says that it is through. */
    void welcomed(String newEpoch, boolean resumed) {
        epoch = newEpoch;
        anew = !resumed;
        if (!resumed) {
            revision = 0;
        }
    }

    /**
     * A heartbeat; the first after all that stands carries how far that was.
     *
     * @return true when it ends what was told anew
     */
    boolean beat(long at) {
        if (at == 0) {
            return false;
        }
        boolean ends = anew;
        anew = false;
        sequence = at;
        return ends;
    }

    /** True while the gateway tells everything from the beginning. */
    boolean anew() {
        return anew;
    }

    void seen(long at) {
        if (!anew && at != 0) {
            sequence = at;
        }
    }

    /** @return false when a plant revision is missing between what we hold and this */
    boolean take(PlantEvent event) {
        if (event instanceof PlantChanged changed) {
            boolean follows = changed.whole() || changed.revision() == revision + 1;
            revision = follows ? changed.revision() : 0;
            return follows;
        }
        if (event instanceof Frame frame) {
            lastSample = Math.max(lastSample, frame.sourceTime());
        }
        return true;
    }

    /** Absent values mean a first attachment, or that the last one ended before everything was told. */
    V1.Resume resume() {
        V1.Resume.Builder to = V1.Resume.newBuilder().setLastSample(lastSample);
        if (!epoch.isEmpty()) {
            to.setEpoch(anew ? "-" : epoch).setSequence(anew ? 0 : sequence).setRevision(revision);
        }
        return to.build();
    }
}
