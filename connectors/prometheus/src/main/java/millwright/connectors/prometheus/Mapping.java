package millwright.connectors.prometheus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.connectors.prometheus.Name.How;
import millwright.connectors.source.Reading;
import millwright.connectors.source.exporter.DcgmFields;
import millwright.connectors.source.exporter.ExporterLabels;
import millwright.connectors.source.exporter.ExporterOwn;
import millwright.connectors.source.exporter.Seen;
import millwright.connectors.source.exporter.Sharers;
import millwright.plant.Catalogue;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Metric;
import millwright.plant.MetricId;
import millwright.plant.Times;

/**
 * What the samples of one exposition mean: which entity, which metric, which state. Knows no network and keeps nothing but
 * what it is given to keep. Any thread.
 */
final class Mapping {
    /**
     * @param own what dcgm-exporter counts and judges beside the fields of DCGM
     * @param unknown metric names that mean nothing to us, with how many samples of each
     * @param refused one line about samples whose labels cannot be ids of anything, empty where there are none
     */
    record Result(
            List<Reading> readings,
            Map<EntityId, Seen> entities,
            ExporterOwn own,
            Map<String, Integer> unknown,
            String refused) {}

    private static final List<String> PARTS = List.of("_bucket", "_sum", "_count");

    private final Catalogue catalogue;
    private final DcgmFields fields;
    private final Names names;
    private final Metric shared;

    Mapping(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.fields = new DcgmFields(catalogue);
        this.names = new Names(catalogue);
        this.shared = catalogue.get(new MetricId("gpu.shared"));
    }

    /** The names that mean something to us, as a store would be asked for them. */
    Set<String> known() {
        Set<String> all = new TreeSet<>(fields.names());
        all.addAll(names.all());
        all.addAll(ExporterOwn.NAMES);
        all.add("node_uname_info");
        return all;
    }

    Names names() {
        return names;
    }

    DcgmFields fields() {
        return fields;
    }

    /** @param totals what was read of the same target before */
    Result read(Exposition exposition, Asked asked, Totals totals) {
        Pass pass = new Pass(new Hosts(exposition, asked), asked, totals);
        for (Sample sample : exposition.samples()) {
            try {
                pass.take(sample);
            } catch (IllegalArgumentException e) {
                pass.refuse(sample, e);
            }
        }
        return pass.done();
    }

    /** Catalogue metrics of a GPU that dcgm-exporter can deliver and this exposition does not, one line each. */
    TreeSet<String> missing(Result result, List<String> wanted) {
        TreeSet<String> missing = new TreeSet<>(wanted);
        result.readings().forEach(r -> missing.remove(r.metric().name()));
        return missing;
    }

    /**
     * What a series of a store is within one metric.
     *
     * @param rank lower ones stand in place of higher ones
     * @param scale factor from the exporter's unit to the catalogue's
     * @param growing true where its values are what a counter grew by
     * @param blank true where a -1 says that this is not measured, as {@link Name#blank} has it
     */
    record Meaning(EntityId entity, int rank, double scale, boolean growing, boolean blank) {
        /** @param state of a value as any series has it @param raw in the exporter's unit */
        DataState state(DataState state, double raw) {
            return blank && raw == -1 ? DataState.NOT_SUPPORTED : state;
        }
    }

    /** @param sample named as the exporter does; histograms without their endings @return empty when it is not of this metric */
    Optional<Meaning> meaning(Sample sample, Metric metric, Hosts hosts, Asked asked) {
        Pass pass = new Pass(hosts, asked, new Totals());
        Optional<DcgmFields.Field> field = fields.find(sample.name());
        if (field.isPresent()) {
            return field.filter(f -> f.metric().id().equals(metric.id()))
                    .map(f -> new Meaning(pass.gpu(sample, f).id(), Gathered.FIRST, f.scale(), false, false));
        }
        return names.of(sample.name()).stream()
                .filter(name -> name.tells(metric.id()) && (name.sumsUp() || name.concerns(sample)))
                .findFirst()
                .map(n ->
                        new Meaning(pass.about(sample, n).id(), n.rank(), n.scale(), n.how() != How.VALUE, n.blank()));
    }

    /** What a series speaks of, whatever its values. */
    Optional<Seen> seen(Sample sample, Hosts hosts, Asked asked) {
        Pass pass = new Pass(hosts, asked, new Totals());
        try {
            Optional<DcgmFields.Field> field = fields.find(sample.name());
            if (field.isPresent()) {
                return Optional.of(pass.gpu(sample, field.get()));
            }
            return names.of(sample.name()).stream()
                    .filter(name -> name.concerns(sample))
                    .findFirst()
                    .map(name -> pass.about(sample, name));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // its labels cannot be the id of anything
        }
    }

    /** One reading of one exposition. */
    private final class Pass {
        private final Hosts hosts;
        private final Asked asked;
        private final Totals totals;
        private final Gathered gathered = new Gathered();
        private final Spreads spreads = new Spreads();
        private final ExporterOwn own = new ExporterOwn();
        private final Sharers sharers = new Sharers();
        private final Map<EntityId, Busy> busy = new HashMap<>();
        private final Map<String, Integer> unknown = new TreeMap<>();
        private int refused;
        private String example = "";

        private record Busy(Name name, Set<String> parts, double[] idle) {}

        private record Counter(String name, EntityId entity, MetricId metric) {}

        Pass(Hosts hosts, Asked asked, Totals totals) {
            this.hosts = hosts;
            this.asked = asked;
            this.totals = totals;
        }

        /** An id may be too long or hold what cannot be seen; the other samples are as good as ever. */
        void refuse(Sample sample, IllegalArgumentException e) {
            example = refused++ == 0 ? "line " + sample.line() + ": " + e.getMessage() : example;
        }

        void take(Sample sample) {
            Optional<DcgmFields.Field> field = fields.find(sample.name());
            if (field.isEmpty() && sample.name().endsWith("_total")) {
                field = fields.find(cut(sample.name(), "_total")); // OpenMetrics puts the ending on every counter
            }
            if (field.isPresent()) {
                takeField(sample, field.get());
                return;
            }
            if (ExporterOwn.knows(sample.name())) {
                Seen board = see(ExporterLabels.board(sample::label, hosts.fallback(sample)));
                own.take(board.id(), sample.name(), sample::label, sample.value());
                return;
            }
            boolean known = false;
            for (Name name : names.of(sample.name())) {
                if (name.how() != How.SPREAD && name.concerns(sample)) {
                    take(sample, name);
                }
                known = true;
            }
            for (String ending : PARTS) {
                if (sample.name().endsWith(ending)) {
                    for (Name name : names.of(cut(sample.name(), ending))) {
                        if (name.how() == How.SPREAD) {
                            Seen about = see(about(sample, name));
                            spreads.take(about.id(), name, ending, sample, said(sample), at(sample));
                        }
                        known = true;
                    }
                }
            }
            if (!known && !sample.name().endsWith("_created") && !sample.name().equals("node_uname_info")) {
                unknown.merge(sample.name(), 1, Integer::sum);
            }
        }

        private void takeField(Sample sample, DcgmFields.Field field) {
            Seen about = see(gpu(sample, field));
            Reading reading = field.reading(about.id(), sample.raw(), sample.value(), said(sample));
            // of the whole board, whatever job or instance it is told with: the first stands, and only that is counted
            if (!gathered.has(reading)) {
                Object counter =
                        new Counter(sample.name(), about.id(), field.metric().id());
                gathered.add(Gathered.FIRST, totals.counted(counter, reading, asked.time()), false);
            }
            String user = about.isGpu() ? Sharers.user(sample::label) : "";
            if (!user.isEmpty()) {
                Seen used = see(ExporterLabels.gpu(sample::label, hosts.fallback(sample)));
                sharers.add(used.id(), user);
            }
        }

        private void take(Sample sample, Name name) {
            Seen about = see(about(sample, name));
            switch (name.how()) {
                case VALUE -> {
                    Metric metric = catalogue.get(name.metric());
                    Reading reading = name.blank() && sample.value() == -1
                            ? new Reading(about.id(), metric, Double.NaN, DataState.NOT_SUPPORTED, said(sample))
                            : value(about.id(), metric, sample.value() * name.scale(), sample);
                    gathered.add(name.rank(), totals.counted(key(sample), reading, asked.time()), false);
                }
                case RATE -> {
                    Metric metric = catalogue.get(name.metric());
                    Totals.Growth<Double> growth = totals.counter(key(sample), sample.value(), at(sample));
                    double rate = growth == null ? Double.NaN : growth.amount() / growth.over() * name.scale();
                    gathered.add(name.rank(), value(about.id(), metric, rate, sample), true);
                }
                case BUSY -> {
                    Totals.Growth<Double> growth = totals.counter(key(sample), sample.value(), at(sample));
                    Busy of = busy.computeIfAbsent(about.id(), e -> new Busy(name, new HashSet<>(), new double[1]));
                    of.parts().add(sample.label("cpu"));
                    of.idle()[0] += growth == null ? Double.NaN : growth.amount() / growth.over();
                }
                case SPREAD -> {}
            }
        }

        private Reading value(EntityId about, Metric metric, double value, Sample sample) {
            return Double.isInfinite(value)
                    ? new Reading(about, metric, Double.NaN, DataState.BAD, said(sample))
                    : Reading.of(about, metric, value, said(sample));
        }

        private static Totals.Key key(Sample sample) {
            return new Totals.Key(sample.name(), sample.labels());
        }

        private Seen see(Seen one) {
            gathered.see(one);
            return one;
        }

        private Seen gpu(Sample sample, DcgmFields.Field field) {
            String fallback = hosts.fallback(sample);
            if (!field.metric().on().contains(EntityKind.GPU)) {
                return ExporterLabels.node(hosts.of(sample));
            }
            return ExporterLabels.gpu(field, sample::label, fallback);
        }

        private Seen about(Sample sample, Name name) {
            return switch (name.on()) {
                case ENGINE -> {
                    String model = sample.label("model_name");
                    yield ExporterLabels.endpoint(
                            model.isEmpty() ? sample.label("model") : model, hosts.engine(sample));
                }
                case HOST -> ExporterLabels.node(hosts.of(sample));
                case NIC -> nic(hosts.of(sample), sample.label("device"));
                case PDU -> PowerLabels.pdu(sample, hosts.of(sample));
                case OUTLET -> PowerLabels.outlet(sample, hosts.of(sample));
                case UPS -> Seen.device(EntityKind.UPS, hosts.of(sample));
                case TRITON_GPU ->
                    ExporterLabels.gpu(
                            key -> key.equals("UUID") ? sample.label("gpu_uuid") : "", hosts.fallback(sample));
            };
        }

        Result done() {
            spreads.tell(catalogue, totals, (rank, reading) -> gathered.add(rank, reading, true));
            busy.forEach((host, of) -> {
                double share = 1 - of.idle()[0] / of.parts().size();
                double percent = Double.isNaN(share) ? Double.NaN : Math.clamp(share * 100, 0, 100);
                Metric metric = catalogue.get(of.name().metric());
                gathered.add(of.name().rank(), Reading.of(host, metric, percent, Reading.UNSAID), true);
            });
            sharers.readings(shared).forEach(r -> gathered.add(Gathered.FIRST, r, false));
            own.readings(catalogue, Reading.UNSAID).forEach(r -> gathered.add(Gathered.FIRST, r, false));
            totals.turn();
            String more = refused > 1 ? ", and " + (refused - 1) + " more like it" : "";
            return new Result(gathered.readings(), gathered.seen(), own, unknown, example + more);
        }

        private long at(Sample sample) {
            return sample.timestamp() == Sample.NO_TIME ? asked.time() : said(sample);
        }
    }

    private static Seen nic(String host, String device) {
        EntityId id = EntityId.of(EntityKind.NIC, host + "/" + device);
        return new Seen(id, EntityKind.NIC, host, device, 0, Map.of("host", host, "device", device));
    }

    private static String cut(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }

    private static long said(Sample sample) {
        return sample.timestamp() == Sample.NO_TIME ? Reading.UNSAID : sample.timestamp() * Times.MILLI;
    }
}
