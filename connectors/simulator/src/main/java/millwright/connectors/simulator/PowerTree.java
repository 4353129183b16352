package millwright.connectors.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Side;

/**
 * Watts through the devices between the utility and the racks. A device's observed power is what its children draw plus
 * its own loss, so every parent is the sum of its children within its stated loss. Simulation thread only; bounded by
 * the devices of the plant.
 */
final class PowerTree {
    /** @param parent index of what feeds it, -1 for a utility @param loss fraction of the output @param volts line to line */
    record Device(EntityKind kind, EntityId id, String name, Side side, int parent, double loss, double volts) {}

    private final List<Device> devices = new ArrayList<>();
    private final List<Integer> firstShelf = new ArrayList<>();
    double[] observed = {};
    double[] committed = {};
    double[] provisioned = {};
    double[] losses = {};
    boolean[] open = {};
    private boolean[] alive = {};

    int add(Device device) {
        devices.add(device);
        return devices.size() - 1;
    }

    /** Says that the shelves of the next rack start here; the first half of them hangs on side A. */
    void rackStartsHere() {
        firstShelf.add(devices.size());
    }

    void seal() {
        int n = devices.size();
        observed = new double[n];
        committed = new double[n];
        provisioned = new double[n];
        losses = new double[n];
        open = new boolean[n];
        alive = new boolean[n];
    }

    List<Device> devices() {
        return devices;
    }

    int firstShelf(int rack) {
        return firstShelf.get(rack);
    }

    /** Index of the device of this name, or -1. */
    int find(String name) {
        for (int d = 0; d < devices.size(); d++) {
            if (devices.get(d).name().equals(name) && devices.get(d).kind() != EntityKind.POWER_SHELF) {
                return d;
            }
        }
        return -1;
    }

    /** Clears the sums and works out which devices have voltage. */
    void begin() {
        Arrays.fill(observed, 0);
        Arrays.fill(committed, 0);
        Arrays.fill(provisioned, 0);
        for (int d = 0; d < alive.length; d++) {
            int parent = devices.get(d).parent();
            alive[d] = !open[d] && (parent < 0 || alive[parent]);
        }
    }

    boolean alive(int device) {
        return alive[device];
    }

    void draw(int device, double watts, double committedWatts, double provisionedWatts) {
        observed[device] += watts;
        committed[device] += committedWatts;
        provisioned[device] += provisionedWatts;
    }

    /** Adds losses and hands sums upwards, leaves first. */
    void finish() {
        for (int d = devices.size() - 1; d >= 0; d--) {
            Device device = devices.get(d);
            losses[d] = observed[d] * device.loss();
            observed[d] += losses[d];
            committed[d] *= 1 + device.loss();
            if (device.parent() >= 0) {
                draw(device.parent(), observed[d], committed[d], provisioned[d]);
            }
        }
    }

    /** A of one phase, 0 to 2; phases carry slightly unequal loads. */
    double current(int device, int phase, double powerFactor) {
        double volts = devices.get(device).volts();
        double balanced = volts == 0 ? Double.NaN : observed[device] / (Math.sqrt(3) * volts * powerFactor);
        return balanced * (1 + 0.004 * (((device * 7 + phase * 5) % 5) - 2));
    }
}
