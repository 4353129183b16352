package millwright.connectors.prometheus;

import millwright.plant.Catalogue;

/** What an exposition that was read means, twice, so that counters have something to be compared with. */
final class Mapped {
    private static final Mapping MAPPING = new Mapping(Catalogue.standard());
    private static final long NOW = 1_740_000_000_000_000_000L;

    private Mapped() {}

    /** @return true when it holds anything @throws AssertionError when it holds more than there are bytes */
    static boolean whole(Exposition read, int bytes) {
        if (read.samples().size() + read.problemCount() > bytes) {
            throw new AssertionError("more was told than there are bytes");
        }
        Totals totals = new Totals();
        for (int round = 0; round < 2; round++) {
            MAPPING.read(read, new Asked("h", "h:9400", NOW + round * 1_000_000_000L), totals);
        }
        return read.problemCount() == 0 && !read.samples().isEmpty();
    }
}
