package millwright.connectors.capture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a replay stand in its capture, in the order of arrival; they are unpacked when they are told.
 * Keeps the place of {@link Bounds#EVENTS} events, a page of unpacked ones, and changes of the plant, which every seek
 * needs, up to {@link Bounds#KEPT_PLANT_TEXT}. What is beyond is counted and named, or unpacked again. One thread.
 */
final class EventIndex {
    private static final int PAGE = 256;
    private static final int IN_FILE = -1;
    private static final long PLANT = 0;
    private static final long ALONE = 1;
    private static final long GAP = 2;

    private final Capture capture;
    private final List<Replay.Placed> instead;
    private final Map<Integer, PlantEvent> page = new HashMap<>();
    private final Map<Integer, PlantChanged> plants = new HashMap<>();
    private long[] seqs = new long[1_024];
    private long[] received = new long[1_024];
    private long[] keys = new long[1_024];
    private int[] where = new int[1_024];
    private int size;
    private int ofPast;

    /**
     * @param findings false to leave out recorded findings @param instead told in their place
     * @param past what arrived with it stands in the order of its times, as that is told
     */
    EventIndex(Capture capture, boolean findings, List<Replay.Placed> instead, ToldPast past) {
        this(capture, findings, instead);
        sort(past);
    }

    EventIndex(Capture capture, boolean findings, List<Replay.Placed> instead) {
        this.capture = capture;
        this.instead = instead.stream()
                .sorted(Comparator.comparingLong(Replay.Placed::seq))
                .toList();
        long[] left = {0, 0};
        int[] next = {0};
        capture.events(List.of(), 0, (seq, at, kind, event, text) -> {
            next[0] = insteadUpTo(next[0], seq - 1);
            boolean derived = event instanceof Finding || event instanceof Incident || event instanceof Alarm;
            if (size >= Bounds.EVENTS) {
                left[0]++;
            } else if (findings || !derived) {
                if (event instanceof PlantChanged changed && left[1] + text <= Bounds.KEPT_PLANT_TEXT) {
                    left[1] += text;
                    plants.put(size, changed);
                }
                add(seq, at, event, IN_FILE);
            }
            return true;
        });
        insteadUpTo(next[0], Long.MAX_VALUE);
        if (left[0] > 0) {
            capture.problem(left[0] + " events at its end were left out: a replay tells at most " + Bounds.EVENTS);
        }
    }

    private int insteadUpTo(int from, long seq) {
        int at = from;
        while (at < instead.size() && instead.get(at).seq() <= seq) {
            Replay.Placed one = instead.get(at);
            add(one.seq(), EventTimes.of(one.event()), one.event(), at++);
        }
        return at;
    }

    private void add(long seq, long at, PlantEvent event, int place) {
        if (size == seqs.length) {
            seqs = Arrays.copyOf(seqs, 2 * size);
            received = Arrays.copyOf(received, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
            where = Arrays.copyOf(where, 2 * size);
        }
        seqs[size] = seq;
        received[size] = at;
        keys[size] = key(event);
        where[size++] = place;
    }

    private void sort(ToldPast past) {
        long plantSince = Long.MIN_VALUE;
        while (ofPast < size && seqs[ofPast] <= past.end()) {
            if (isPlant(ofPast)) {
                plantSince = Math.max(plantSince, past.plantSince(seqs[ofPast], received[ofPast]));
                received[ofPast] = plantSince;
            }
            ofPast++;
        }
        int[] order = IntStream.range(0, ofPast)
                .boxed()
                .sorted(Comparator.comparingLong(i -> received[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        seqs = arranged(seqs, order);
        received = arranged(received, order);
        keys = arranged(keys, order);
        int[] before = where.clone();
        Map<Integer, PlantChanged> kept = Map.copyOf(plants);
        plants.keySet().removeIf(i -> i < ofPast);
        for (int i = 0; i < order.length; i++) {
            where[i] = before[order[i]];
            PlantChanged plant = kept.get(order[i]);
            if (plant != null) {
                plants.put(i, plant);
            }
        }
    }

    private static long[] arranged(long[] all, int[] order) {
        long[] arranged = all.clone();
        for (int i = 0; i < order.length; i++) {
            arranged[i] = all[order[i]];
        }
        return arranged;
    }

    int size() {
        return size;
    }

    /** How many of the first ones arrived with the past that sources told: they are in the order of their times. */
    int ofPast() {
        return ofPast;
    }

    long seq(int i) {
        return seqs[i];
    }

    /** When it arrived, epoch ns; of a plant of the past since when it held. */
    long received(int i) {
        return received[i];
    }

    boolean isPlant(int i) {
        return keys[i] == PLANT;
    }

    /** The event, unpacked, and those after it on the same page; null when it cannot be read any more. */
    @Nullable
    PlantEvent event(int i) {
        return event(i, i < ofPast ? 1 : PAGE);
    }

    /** The event alone, where those after it are not asked for. */
    @Nullable
    PlantEvent alone(int i) {
        return event(i, 1);
    }

    private @Nullable PlantEvent event(int i, int ahead) {
        if (where[i] != IN_FILE) {
            return instead.get(where[i]).event();
        }
        PlantEvent kept = plants.get(i);
        if (kept != null) {
            return kept;
        }
        if (!page.containsKey(i)) {
            readPage(i, ahead);
        }
        return page.get(i);
    }

    private void readPage(int from, int ahead) {
        page.clear();
        Map<Long, Integer> wanted = new HashMap<>();
        for (int i = from; i < size && wanted.size() < ahead; i++) {
            if (where[i] == IN_FILE) {
                wanted.put(seqs[i], i);
            }
        }
        long[] text = {0};
        int[] missing = {wanted.size()};
        capture.eventsAgain(seqs[from], (seq, at, kind, event, length) -> {
            Integer i = wanted.get(seq);
            if (i != null) {
                text[0] += length;
                missing[0]--;
                page.put(i, event);
            }
            return missing[0] > 0 && text[0] < Bounds.EVENT_TEXT;
        });
    }

    /** The event at {@code places[from]}, where that is in the file, and those after it that came later, a page at most. */
    private int readPage(int[] places, int from) {
        page.clear();
        Map<Long, Integer> wanted = new HashMap<>();
        int end = from;
        for (; end < places.length && wanted.size() < PAGE && follows(places, from, end); end++) {
            if (where[places[end]] == IN_FILE) {
                wanted.put(seqs[places[end]], end);
            }
        }
        long[] text = {0};
        int[] read = {end};
        capture.eventsAgain(wanted.keySet(), (seq, at, kind, event, length) -> {
            int place = wanted.getOrDefault(seq, from);
            page.put(places[place], event);
            text[0] += length;
            read[0] = text[0] < Bounds.EVENT_TEXT ? read[0] : place + 1;
            return text[0] < Bounds.EVENT_TEXT;
        });
        return read[0];
    }

    /** What is of a past stands by its times; the file is read in the order of arrival. */
    private boolean follows(int[] places, int from, int at) {
        return at == from || seqs[places[at]] >= seqs[places[at - 1]];
    }

    /** Tells the events at these places, which are {@link #lastWords}; what cannot be read any more is left out. */
    void tell(int[] places, Consumer<PlantEvent> to) {
        int read = 0;
        for (int p = 0; p < places.length; p++) {
            int i = places[p];
            boolean inFile = where[i] == IN_FILE;
            if (inFile && p >= read) {
                read = readPage(places, p);
            }
            PlantEvent event = inFile ? page.get(i) : instead.get(where[i]).event();
            if (event != null) {
                to.accept(event);
            }
        }
    }

    /**
     * The last word before {@code end} on each thing that events speak about, oldest first, without plant changes. Of
     * gaps, and of what is never replaced, the newest {@link Bounds#RECENT}: a desk keeps no more.
     */
    int[] lastWords(int end) {
        Set<Long> said = new HashSet<>();
        int[] last = new int[end];
        int n = 0;
        int alone = 0;
        int gaps = 0;
        for (int i = end - 1; i >= 0; i--) {
            boolean wanted = keys[i] == ALONE
                    ? alone++ < Bounds.RECENT
                    : keys[i] == GAP ? gaps++ < Bounds.RECENT : !isPlant(i) && said.add(keys[i]);
            if (wanted) {
                last[n++] = i;
            }
        }
        int[] oldestFirst = new int[n];
        for (int i = 0; i < n; i++) {
            oldestFirst[i] = last[n - 1 - i];
        }
        return oldestFirst;
    }

    /** What makes a later event replace an earlier one; 64 bits of it. */
    private static long key(PlantEvent event) {
        String name = name(event);
        if (name.isEmpty()) {
            return event instanceof PlantChanged ? PLANT : event instanceof Gap ? GAP : ALONE;
        }
        long hash = 1_125_899_906_842_597L;
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + name.charAt(i);
        }
        return hash == PLANT || hash == ALONE || hash == GAP ? 3 : hash;
    }

    /** Empty for what is never replaced. */
    private static String name(PlantEvent event) {
        return switch (event) {
            case Finding f -> "finding/" + f.id();
            case Alarm a -> "alarm/" + a.finding();
            case Incident i -> "incident/" + i.id();
            case ActionProgress a -> "action/" + a.key();
            case Interval i -> "interval/" + i.name() + "/" + i.entity();
            case SourceState s -> "source/" + s.source();
            case AuditHead _ -> "audit";
            case Waste _ -> "waste";
            case Occurrence _, Frame _, PlantChanged _, Preview _, Receipt _, Gap _, TimeState _, LinkState _ -> "";
        };
    }
}
