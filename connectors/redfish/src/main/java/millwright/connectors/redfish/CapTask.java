package millwright.connectors.redfish;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import millwright.connectors.redfish.CapOrder.Outcome;
import millwright.connectors.redfish.Inventory.Lever;
import millwright.plant.Times;

/**
 * The part of an order that one controller carries out: read, write only if it is unchanged since, read back, and look again
 * for half a minute where it does not show at once. The poller's thread.
 */
final class CapTask {
    private static final long PATIENCE = 30 * Times.SECOND;
    private static final double TOLERANCE = 0.5;
    private static final String LIMIT = "PowerLimitWatts/";

    private record Open(Lever lever, Outcome outcome, long until) {}

    private final CapOrder order;
    private final List<Lever> levers;
    private final List<Open> open = new ArrayList<>();
    private boolean started;

    CapTask(CapOrder order, List<Lever> levers) {
        this.order = order;
        this.levers = List.copyOf(levers);
    }

    /** True until each GPU shows what was asked, or never will. */
    boolean isOpen() {
        return !started || !open.isEmpty();
    }

    /** Writes at the first call, looks at what came of it at later ones. */
    void turn(Client client, LongSupplier clock) throws InterruptedException {
        if (started) {
            look(client, clock);
            return;
        }
        started = true;
        for (Lever lever : levers) {
            Outcome outcome = clock.getAsLong() > order.expires()
                    ? failed(Outcome.OPEN, "expired before it could start", clock.getAsLong())
                    : write(client, lever, clock);
            order.put(lever.gpu(), outcome);
            if (!outcome.settled()) {
                open.add(new Open(lever, outcome, clock.getAsLong() + PATIENCE));
            }
        }
        order.report(clock.getAsLong());
    }

    /** The controller is gone or the program ends: what is open stays unknown, and says so. */
    void giveUp(String why, long now) {
        if (!started) {
            started = true;
            levers.forEach(lever -> order.put(lever.gpu(), failed(Outcome.OPEN, why, now)));
        }
        open.forEach(o -> order.put(o.lever().gpu(), failed(o.outcome(), why, now)));
        open.clear();
        order.report(now);
    }

    private Outcome write(Client client, Lever lever, LongSupplier clock) throws InterruptedException {
        Outcome outcome = Outcome.OPEN;
        try {
            for (int attempt = 1; ; attempt++) {
                Document before = client.get(lever.path());
                outcome = plan(before);
                String fault = fault(before, outcome.desired());
                if (!fault.isEmpty()) {
                    return failed(outcome, fault, clock.getAsLong());
                }
                try {
                    client.patch(lever.path(), body(outcome.desired()), before.etag());
                    break;
                } catch (Refusal e) {
                    // somebody else changed it in between: look again, once
                    if (e.status() != 412 || attempt == 2) {
                        throw e;
                    }
                }
            }
            outcome = commanded(outcome);
            return seen(outcome, client.get(lever.path()), clock.getAsLong());
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            // once it was written, reading it back may still succeed
            return Double.isNaN(outcome.commanded()) ? failed(outcome, why, clock.getAsLong()) : outcome;
        }
    }

    private Outcome plan(Document before) {
        double lifted = before.number(LIMIT + "DefaultSetPoint");
        lifted = Double.isNaN(lifted) ? before.number(LIMIT + "AllowableMax") : lifted;
        double desired = Double.isNaN(order.watts()) ? lifted : order.watts();
        double now = before.number(LIMIT + "SetPoint");
        return new Outcome(now, desired, Double.NaN, now, 0, "", false);
    }

    private static String fault(Document before, double desired) {
        double least = before.number(LIMIT + "AllowableMin");
        double most = before.number(LIMIT + "AllowableMax");
        if (Double.isNaN(desired)) {
            return "the controller tells neither a default nor a highest limit to go back to";
        } else if (desired < least || desired > most) {
            return String.format(Locale.ROOT, "%.0f W is outside of %.0f to %.0f W", desired, least, most);
        }
        return before.has(LIMIT + "SetPoint") ? "" : "the controller offers no power limit there any more";
    }

    private static String body(double watts) {
        JsonObject limit = new JsonObject();
        // whole watts are what every controller takes
        if (watts == Math.rint(watts)) {
            limit.addProperty("SetPoint", (long) watts);
        } else {
            limit.addProperty("SetPoint", watts);
        }
        JsonObject body = new JsonObject();
        body.add("PowerLimitWatts", limit);
        return body.toString();
    }

    private static Outcome commanded(Outcome o) {
        return new Outcome(o.before(), o.desired(), o.desired(), o.observed(), o.at(), "", false);
    }

    private static Outcome seen(Outcome o, Document now, long at) {
        double shown = now.number(LIMIT + "SetPoint");
        boolean done = Math.abs(shown - o.desired()) <= TOLERANCE;
        return new Outcome(o.before(), o.desired(), o.commanded(), shown, at, "", done);
    }

    private static Outcome failed(Outcome o, String why, long at) {
        return new Outcome(o.before(), o.desired(), o.commanded(), o.observed(), at, why, true);
    }

    private void look(Client client, LongSupplier clock) throws InterruptedException {
        boolean settled = false;
        List<Open> still = new ArrayList<>();
        for (Iterator<Open> i = open.iterator(); i.hasNext(); ) {
            Open one = i.next();
            i.remove();
            Outcome outcome = again(client, one, clock);
            order.put(one.lever().gpu(), outcome);
            settled |= outcome.settled();
            if (!outcome.settled()) {
                still.add(new Open(one.lever(), outcome, one.until()));
            }
        }
        open.addAll(still);
        if (settled) {
            order.report(clock.getAsLong());
        }
    }

    private static Outcome again(Client client, Open one, LongSupplier clock) throws InterruptedException {
        Outcome outcome = one.outcome();
        String why = "";
        try {
            outcome = seen(outcome, client.get(one.lever().path()), clock.getAsLong());
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        long now = clock.getAsLong();
        if (outcome.settled() || now < one.until()) {
            return outcome;
        }
        String shown = why.isEmpty()
                ? String.format(Locale.ROOT, "shows %.0f W after %d s", outcome.observed(), PATIENCE / Times.SECOND)
                : why;
        return failed(outcome, shown, now);
    }
}
