package millwright.connectors.netbox;

import millwright.plant.Phase;
import millwright.plant.Side;

/** NetBox's objects, as little of each as is used; 0 stands for "names none" among ids. */
final class Things {
    private Things() {}

    record Site(long id, String name, String slug, String zone) {}

    record Location(long id, String name, long site, long parent) {}

    /** @param first number of the lowest numbered unit @param descending whether units are numbered from the top */
    record Rack(long id, String name, long site, long location, int units, int first, boolean descending, Names ids) {}

    /** @param height rack units, in steps of a half */
    record DeviceType(double height, boolean fullDepth) {}

    /** @param position number of the lowest numbered unit that it takes, NaN when it says none */
    record Device(
            long id,
            String name,
            String role,
            long type,
            long site,
            long location,
            long rack,
            double position,
            boolean rear,
            long parent,
            String bay,
            Names ids) {}

    /** @param model of the device, empty for others */
    record Names(String serial, String asset, String model) {}

    record Panel(long id, String name, long site, long location) {}

    /** @param volts as stated @param share of the rating that may be drawn, 0 to 1 */
    record Feed(
            long id,
            String name,
            long panel,
            long rack,
            Side side,
            boolean threePhase,
            double volts,
            double amperes,
            double share) {}

    /** A power port or outlet. @param watts most that it draws, NaN when not stated */
    record Plug(long id, long device, long inlet, Phase phase, double watts) {}

    /** @param gigabits nominal, 0 when not stated @param far interfaces at the other end as NetBox itself follows it */
    record Port(long id, long device, String name, int gigabits, long[] far) {}

    /** @param model as {@code dcim.interface} */
    record End(String model, long id) {}

    record Cable(long id, End a, End b) {}
}
