package millwright.connectors.slurm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import millwright.connectors.source.TakenKeys;
import millwright.feed.ControlAction;
import millwright.feed.JobOrder;
import millwright.feed.Origin;
import millwright.feed.Receipt;
import millwright.feed.Receipt.Answer;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import millwright.plant.Times;

/**
 * Carries actions out: one order a node or job, then a receipt, then what Slurm shows of it. The same key is carried out
 * once. Each action on the thread that brings it, at most {@value #AT_ONCE} at once.
 */
final class Orders {
    private static final int AT_ONCE = 16;
    private static final int MOST_TARGETS = 5_000;
    private static final int FAULTS_IN_A_ROW = 3;
    private static final long ANSWER_WITHIN = 3 * Times.SECOND;

    private final SlurmConfig config;
    private final SlurmApi api;
    private final SlurmPlant plant;
    private final SlurmFeed feed;
    private final Origin origin;
    private final TakenKeys taken = new TakenKeys();
    private final Semaphore room = new Semaphore(AT_ONCE);

    Orders(SlurmConfig config, SlurmApi api, SlurmPlant plant, SlurmFeed feed, Origin origin) {
        this.config = config;
        this.api = api;
        this.plant = plant;
        this.feed = feed;
        this.origin = origin;
    }

    void take(ControlAction action) {
        String key = action.header().key();
        if (!taken.isFirst(key)) {
            answer(key, Answer.DUPLICATE, "already taken");
            return;
        }
        if (action.header().expires() < feed.now()) {
            answer(key, Answer.REFUSED, "expired before it could start");
            return;
        }
        if (!room.tryAcquire()) {
            answer(key, Answer.REFUSED, AT_ONCE + " actions are being carried out already; try again");
            return;
        }
        try {
            carryOut(action, translate(action));
        } catch (IllegalArgumentException e) {
            answer(key, Answer.REFUSED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private void answer(String key, Answer answer, String text) {
        feed.tell(List.of(new Receipt(key, answer, text, feed.now())));
    }

    /** @throws IllegalArgumentException with why it cannot be done here */
    private List<Order> translate(ControlAction action) {
        List<Order> orders = switch (action) {
            case ControlAction.Drain a -> nodes(a, Order.Verb.DRAIN);
            case ControlAction.Resume a -> nodes(a, Order.Verb.RESUME);
            case ControlAction.SteerJobs a -> jobs(a, verb(a.order()));
            case ControlAction.SetPowerCap _, ControlAction.SetPowerProfile _ ->
                throw new IllegalArgumentException("Slurm sets no power; a source that knows the boards can");
            case ControlAction.SetPoint _ -> throw new IllegalArgumentException("Slurm has no points of a building");
            case ControlAction.Acknowledge _ ->
                throw new IllegalArgumentException("findings are acknowledged at the gateway, not in Slurm");
        };
        if (orders.size() > MOST_TARGETS) {
            throw new IllegalArgumentException(
                    orders.size() + " targets are more than " + MOST_TARGETS + "; ask for fewer at a time");
        }
        return orders;
    }

    private static Order.Verb verb(JobOrder order) {
        return switch (order) {
            case REQUEUE -> Order.Verb.REQUEUE;
            case CANCEL -> Order.Verb.CANCEL;
            case HOLD -> Order.Verb.HOLD;
            case RELEASE -> Order.Verb.RELEASE;
        };
    }

    private List<Order> nodes(ControlAction action, Order.Verb verb) {
        String reason = Order.reason(action.header().reason(), action.header().proposer());
        Set<Order> orders = new LinkedHashSet<>();
        synchronized (feed) {
            Plant known = plant.plant();
            for (EntityId target : action.targets()) {
                int index = known.indexOf(target);
                int[] inside = index < 0 ? new int[0] : known.within(index, EntityKind.NODE);
                if (inside.length == 0) {
                    throw new IllegalArgumentException(target + " is no node of this Slurm and holds none");
                }
                for (int node : inside) {
                    EntityId id = known.entity(node).id();
                    plant.node(id).ifPresent(n -> orders.add(new Order(verb, id, n.name(), reason)));
                }
            }
        }
        return List.copyOf(orders);
    }

    private List<Order> jobs(ControlAction action, Order.Verb verb) {
        String reason = Order.reason(action.header().reason(), action.header().proposer());
        Set<Order> orders = new LinkedHashSet<>();
        synchronized (feed) {
            for (EntityId target : action.targets()) {
                SlurmJob job = plant.job(target)
                        .orElseThrow(() -> new IllegalArgumentException(target + " is no job of this Slurm"));
                orders.add(new Order(verb, target, Long.toString(job.id()), reason));
            }
        }
        return List.copyOf(orders);
    }

    private void carryOut(ControlAction action, List<Order> orders) throws InterruptedException {
        ReadBack back = new ReadBack(action, orders, config, api, feed, origin);
        try {
            back.before();
        } catch (IOException e) {
            answer(action.header().key(), Answer.REFUSED, "nothing was done: " + e.getMessage());
            return;
        }
        List<Order> taken = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Set<String> unsaid = new LinkedHashSet<>();
        String key = action.header().key();
        boolean answered = giveOut(key, orders, taken, faults, unsaid);
        if (taken.isEmpty()) {
            answer(key, Answer.REFUSED, faults.isEmpty() ? "it names no target" : faults.getFirst());
            return;
        }
        if (!answered) {
            answer(key, Answer.ACCEPTED, said(taken, faults, unsaid));
        }
        feed.lookAgain();
        back.watch(taken, faults);
        feed.lookAgain();
    }

    /** @return true when it took so long that what was taken by then has been answered already */
    private boolean giveOut(String key, List<Order> orders, List<Order> taken, List<String> faults, Set<String> unsaid)
            throws InterruptedException {
        long patience = feed.now() + ANSWER_WITHIN;
        boolean answered = false;
        int inARow = 0;
        for (Order order : orders) {
            try {
                if (inARow < FAULTS_IN_A_ROW) {
                    String lacks = api.carryOut(order);
                    taken.add(order);
                    Optional.of(lacks).filter(why -> !why.isEmpty()).ifPresent(unsaid::add);
                    inARow = 0;
                } else {
                    faults.add(order.target() + ": not tried any more");
                }
            } catch (IOException e) {
                faults.add(order.target() + ": " + e.getMessage());
                inARow++;
            }
            if (!answered && !taken.isEmpty() && feed.now() > patience) {
                answered = true;
                answer(key, Answer.ACCEPTED, said(taken, faults, unsaid) + "; more of " + orders.size() + " follow");
            }
        }
        return answered;
    }

    private String said(List<Order> taken, List<String> faults, Set<String> unsaid) {
        Order.Verb verb = taken.getFirst().verb();
        StringBuilder text =
                new StringBuilder(verb.word() + " taken for " + taken.size() + " of " + (taken.size() + faults.size()));
        faults.stream().findFirst().ifPresent(f -> text.append("; ").append(f));
        unsaid.stream().findFirst().ifPresent(u -> text.append("; ").append(u));
        if (verb == Order.Verb.DRAIN) {
            text.append("; jobs that stay until they end: ").append(staying(taken));
        }
        return text.toString();
    }

    private String staying(List<Order> taken) {
        Set<String> names = new LinkedHashSet<>();
        synchronized (feed) {
            for (Order order : taken) {
                plant.jobsOn(order.target()).forEach(j -> names.add(j.nativeId() + " " + j.name()));
            }
        }
        Optional<String> more =
                names.size() > 10 ? Optional.of(" and " + (names.size() - 10) + " more") : Optional.empty();
        String first = String.join(", ", names.stream().limit(10).toList());
        return names.isEmpty() ? "none" : first + more.orElse("");
    }
}
