package millwright.connectors.source.exporter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.source.GrowingPlant;
import millwright.connectors.source.Placement;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.Side;
import millwright.plant.Times;

/**
 * The plant as far as exporters show it. What is silent may be down, and is still there: hosts, GPUs and ports go only when
 * nobody who told them is named any more, a while after that, or where an operator let silence be enough, and a board at once
 * where another is in its place. Endpoints
 * come and go: they go too when those who told them answer for that while without them, and instances when their GPU is told
 * without them. One thread at a time; bounded by the hosts and GPUs of those who are named, and by the endpoints told within
 * that while.
 */
public final class SeenPlant {
    /** What is silent may be down: it stays unless the operator says otherwise. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long whoever named a thing first must be silent before another's names stand in place of his. */
    private static final long TAKEN_OVER = 5 * Times.MINUTE;

    /** A board that another one stands in for was not told for so long; two that are told in turns are two. */
    private static final long SWAPPED = Times.MINUTE;

    private static final class Heard {
        final Set<String> tellers = new HashSet<>(2);
        /** Those who told it before they were dropped, since when nobody else did. */
        final Set<String> former = new HashSet<>(2);

        long alone;
        String by;
        long byAt;
        long last;
        final EntityKind kind;
        final EntityId board;
        String host;
        Map<String, String> labels;

        Heard(Seen first, String teller, long now) {
            by = teller;
            byAt = now;
            kind = first.kind();
            board = first.board().id();
            host = first.host();
            labels = first.labels();
        }
    }

    private final GrowingPlant growing;
    private final long forget;
    private final long silent;
    private long anybody = Long.MIN_VALUE;
    private final Map<EntityId, Heard> heard = new HashMap<>();
    private final Map<String, Long> answered = new HashMap<>();
    private final Map<String, Long> dropped = new HashMap<>();
    /** By host and number in it. */
    private final Map<String, EntityId> boards = new HashMap<>();

    private final List<EntityId> gone = new ArrayList<>();
    private long looked = Long.MIN_VALUE;

    /** @param forget ns after which what nobody can tell any more is gone */
    public SeenPlant(Placement placement, long forget) {
        this(placement, forget, NEVER);
    }

    /** @param silent ns after which also what is only silent is gone, if others told something since; {@link #NEVER} */
    public SeenPlant(Placement placement, long forget, long silent) {
        growing = new GrowingPlant(placement);
        this.forget = forget;
        this.silent = silent;
    }

    public Plant plant() {
        return growing.plant();
    }

    /** What went since the last call. */
    public List<EntityId> gone() {
        List<EntityId> all = List.copyOf(gone);
        gone.clear();
        return all;
    }

    /**
     * Takes in what is new or looks different.
     *
     * @param teller target or sender that answered with this, and with all that it has
     * @param now epoch ns
     * @return what to tell of it, or nothing when all was known
     */
    public Optional<PlantChanged> see(Collection<Seen> seen, String teller, long now) {
        answered.put(teller, now);
        return hear(seen, teller, now);
    }

    /** The same of an answer that is not all of it: what it lacks may be there as well. */
    public Optional<PlantChanged> hear(Collection<Seen> seen, String teller, long now) {
        anybody = seen.isEmpty() ? anybody : Math.max(anybody, now);
        seen.forEach(one -> see(one, teller, now));
        return look(now);
    }

    /** A target is named no more: what nobody else tells goes after a while, unless somebody tells it again. */
    public void drop(String teller, long now) {
        answered.remove(teller);
        dropped.put(teller, now);
        heard.values().forEach(of -> {
            if (of.tellers.remove(teller)) {
                of.former.add(teller);
                of.alone = now;
            }
        });
    }

    /** A target is named. What it told before it was dropped stays again, though it may not answer. */
    public void named(String teller) {
        if (dropped.remove(teller) != null) {
            heard.values().forEach(of -> {
                if (of.former.remove(teller)) {
                    of.tellers.add(teller);
                }
            });
        }
    }

    /** A sender was silent for that while: endpoints that nobody else tells go with it, machines that it told may be down. */
    public Optional<PlantChanged> ended(String teller, long now) {
        answered.remove(teller);
        List<EntityId> over = new ArrayList<>();
        heard.forEach((id, of) -> {
            if (of.kind == EntityKind.ENDPOINT && of.tellers.remove(teller) && of.tellers.isEmpty()) {
                over.add(id);
            }
        });
        over.forEach(this::remove);
        return growing.told(now);
    }

    /** Drops what is over. */
    public Optional<PlantChanged> look(long now) {
        if (looked == Long.MIN_VALUE || now - looked >= Math.min(Math.min(forget, silent) / 10, Times.MINUTE)) {
            looked = now;
            List<EntityId> over = new ArrayList<>();
            heard.forEach((id, of) -> {
                if (now - of.last >= forget && over(of, now) || outlived(of)) {
                    over.add(id);
                }
            });
            over.forEach(this::remove);
            dropped.values().removeIf(at -> now - at >= forget);
        }
        return growing.told(now);
    }

    /** While nobody tells anything it may be us who cannot be reached. */
    private boolean outlived(Heard of) {
        return silent != NEVER && anybody - of.last >= silent;
    }

    private boolean over(Heard of, long now) {
        if (of.tellers.isEmpty()) {
            return now - of.alone >= forget;
        }
        if (of.kind == EntityKind.GPU_INSTANCE) {
            Heard board = heard.get(of.board);
            return (board == null || board.last - forget >= of.last) && allAnswerWithout(of);
        }
        return of.kind == EntityKind.ENDPOINT && allAnswerWithout(of);
    }

    private boolean allAnswerWithout(Heard of) {
        return of.tellers.stream().allMatch(t -> answered.getOrDefault(t, Long.MAX_VALUE) - forget >= of.last);
    }

    private void see(Seen one, String teller, long now) {
        if (one.kind() == EntityKind.GPU_INSTANCE) {
            see(one.board(), teller, now);
        } else if (one.kind() == EntityKind.GPU || one.kind() == EntityKind.NIC) {
            see(ExporterLabels.node(one.host()), teller, now);
        } else if (one.kind() == EntityKind.BUSWAY) {
            see(Seen.device(EntityKind.PDU, one.host()), teller, now);
        }
        Heard of = heard.get(one.id());
        if (of == null) {
            add(one);
            growing.nativeIds(one.id(), one.labels());
            of = new Heard(one, teller, now);
            heard.put(one.id(), of);
        }
        of.last = Math.max(of.last, now);
        of.tellers.add(teller);
        of.former.clear();
        update(of, one, teller, now);
        if (one.kind() == EntityKind.GPU) {
            place(one, teller, now);
        }
    }

    private void add(Seen one) {
        String model = one.labels().getOrDefault("model", "");
        switch (one.kind()) {
            case ENDPOINT -> growing.put(new Entity.Endpoint(one.id(), one.name(), model, ""));
            case NODE -> growing.node(one.host());
            case PDU, UPS -> growing.put(growing.standing(one.host()), power(one));
            case BUSWAY -> growing.put(EntityId.of(EntityKind.PDU, one.host()), power(one));
            case NIC -> growing.put(growing.node(one.host()), new Entity.Nic(one.id(), one.name(), 0));
            case GPU_INSTANCE -> growing.put(one.board().id(), new Entity.Named(one.id(), one.name(), one.kind()));
            default -> growing.put(growing.node(one.host()), gpu(one));
        }
    }

    private static Entity power(Seen one) {
        return new Entity.PowerDevice(one.id(), one.name(), one.kind(), Side.NONE, 0);
    }

    private static Entity gpu(Seen one) {
        return new Entity.Gpu(one.id(), one.name(), one.index(), one.labels().getOrDefault("model", ""));
    }

    /** Whoever named it first goes on to do so; others add what he does not say, until he is silent. */
    private void update(Heard of, Seen one, String teller, long now) {
        boolean his = of.by.equals(teller) || now - of.byAt > TAKEN_OVER;
        if (!his) {
            if (!of.labels.keySet().containsAll(one.labels().keySet())) {
                Map<String, String> more = new HashMap<>(one.labels());
                more.putAll(of.labels);
                name(of, one, Map.copyOf(more));
            }
            return;
        }
        of.by = teller;
        of.byAt = now;
        if (!of.labels.entrySet().containsAll(one.labels().entrySet())) {
            Map<String, String> all = new HashMap<>(of.labels);
            all.putAll(one.labels());
            name(of, one, Map.copyOf(all));
            if (one.kind() == EntityKind.GPU) {
                growing.put(gpu(one));
            }
        }
        if (!of.host.equals(one.host()) && (one.kind() == EntityKind.GPU || one.kind() == EntityKind.NIC)) {
            EntityId before = EntityId.of(EntityKind.NODE, of.host);
            growing.unrelate(Relation.of(RelationKind.CONTAINS, before, one.id()));
            growing.relate(Relation.of(RelationKind.CONTAINS, growing.node(one.host()), one.id()));
            of.host = one.host();
        }
    }

    private void name(Heard of, Seen one, Map<String, String> labels) {
        of.labels = labels;
        growing.nativeIds(one.id(), labels);
    }

    /** Where a board was swapped the old one is no more, though its exporter would forget it only later. */
    private void place(Seen one, String teller, long now) {
        if (!one.labels().containsKey("dcgm.gpu") || !one.labels().containsKey("dcgm.uuid")) {
            return;
        }
        String place = place(one.host(), one.labels());
        EntityId before = boards.putIfAbsent(place, one.id());
        if (before == null || before.equals(one.id())) {
            return;
        }
        Heard old = heard.get(before);
        if (old == null || now - old.last >= SWAPPED && Set.of(teller).containsAll(old.tellers)) {
            boards.put(place, one.id());
            if (old != null) {
                remove(before);
            }
        }
    }

    private static String place(String host, Map<String, String> labels) {
        return host + "#" + labels.getOrDefault("dcgm.gpu", "");
    }

    private void remove(EntityId id) {
        Heard of = heard.remove(id);
        if (of == null) {
            return;
        }
        boards.remove(place(of.host, of.labels), id);
        gone.add(id);
        int index = plant().indexOf(id);
        if (index >= 0) {
            plant().within(index, part -> remove(plant().entity(part).id()));
        }
        growing.remove(id);
    }
}
