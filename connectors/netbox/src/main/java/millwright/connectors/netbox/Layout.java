package millwright.connectors.netbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reading of NetBox made into a plant. Immutable by agreement.
 *
 * @param remarks one line each about what is not delivered or has to be said by the configuration
 */
record Layout(Wanted wanted, List<String> remarks, String summary) {
    /** @throws InterruptedException when the thread is to end, which is looked at between its parts */
    static Layout of(Stock stock, NetboxConfig config) throws InterruptedException {
        Wanted wanted = new Wanted();
        Places places = new Places(stock, wanted);
        goOn();
        places.plan();
        Feeders feeders = new Feeders(stock, config);
        goOn();
        feeders.plan();
        Devices devices = new Devices(stock, config, places, wanted);
        goOn();
        devices.plan(feeders);
        Power power = new Power(stock, config, places, devices, feeders, wanted);
        goOn();
        power.plan();
        goOn();
        new Links(stock, places, devices, wanted).plan();
        List<String> remarks = new ArrayList<>();
        String lacking = Stream.of(ObjectType.values())
                .filter(type -> !stock.isRead(type) && (config.links() || type != ObjectType.INTERFACES))
                .map(ObjectType::list)
                .collect(Collectors.joining(", "));
        if (!lacking.isEmpty()) {
            remarks.add("the export holds no " + lacking);
        }
        remarks.addAll(devices.unknownRoles());
        power.doubt().ifPresent(remarks::add);
        return new Layout(wanted, List.copyOf(remarks), summary(stock));
    }

    private static void goOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("ended while the plant was made");
        }
    }

    private static String summary(Stock stock) {
        int problems = stock.problems.count();
        return stock.racks.size() + " racks, " + stock.devices.size() + " devices, " + stock.feeds.size() + " feeds, "
                + stock.cables.size() + " cables"
                + (!stock.absent.isEmpty() ? ", " + stock.absent.size() + " planned or in stores left out" : "")
                + (problems > 0
                        ? "; " + problems + (problems == 1 ? " problem: " : " problems, first: ")
                                + stock.problems.lines().getFirst()
                        : "");
    }
}
