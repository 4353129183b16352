package millwright.connectors.capture;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import millwright.feed.Gap;
import millwright.feed.ImportReport;
import millwright.feed.Interval;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.MetricId;
import millwright.plant.Plant;
import millwright.plant.Times;

/** What a capture holds: the answer of {@code capture info}. Reads every row once. */
public final class CaptureInfo {
    /** Stands for names beyond those that are listed. */
    private static final String OTHERS = "others";

    private record Stored(String unit, long samples) {}

    private final Map<String, Integer> entities = new TreeMap<>();
    private final Map<String, Stored> metrics = new TreeMap<>();
    private final Map<String, Long> events = new TreeMap<>();
    private final List<Interval> intervals = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<String, Long> forms = new TreeMap<>();
    private final long[] extent;
    private final long bytes;
    private final Capture capture;
    private final ImportAccount imported;
    private boolean simulated;

    public CaptureInfo(Capture capture) {
        this.capture = capture;
        imported = new ImportAccount(capture.meta());
        readEvents();
        readTiles();
        extent = capture.extent();
        bytes = size(capture);
    }

    private static long size(Capture capture) {
        try {
            return Files.size(capture.file());
        } catch (IOException e) {
            return -1;
        }
    }

    private void readEvents() {
        Plant[] plant = {Plant.empty()};
        Map<String, Integer> most = entities;
        capture.events(List.of(), 0, (seq, received, kind, event, text) -> {
            imported.take(event);
            if (event instanceof PlantChanged changed) {
                plant[0] = changed.whole()
                        ? Plant.builder().apply(changed.change()).build(changed.revision())
                        : plant[0].apply(changed.change());
            } else if (event instanceof Occurrence occurrence) {
                count(occurrence.what(), occurrence.count());
            } else if (event instanceof Interval interval) {
                if (intervals.size() < Bounds.NAMES) {
                    intervals.add(interval);
                } else {
                    capture.problem("interval '" + interval.name() + "' is not listed: there are too many");
                }
            } else {
                count(kind, 1);
                if (event instanceof Gap gap && gaps.size() < Bounds.NAMES) {
                    gaps.add(gap);
                }
            }
            return true;
        });
        for (Entity entity : plant[0].entities()) {
            most.merge(entity.kind().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
    }

    private void count(String what, long times) {
        events.merge(events.size() < Bounds.NAMES || events.containsKey(what) ? what : OTHERS, times, Long::sum);
    }

    private void readTiles() {
        capture.tilesFrom(0, tile -> {
            SlotSet set = tile.entities(capture);
            int entities = set == null ? 0 : set.ids().size();
            String unit =
                    capture.catalogue().find(tile.metric()).map(m -> m.unit()).orElse("");
            int ticks = tile.unpackTicks().size();
            metrics.merge(
                    metrics.size() < Bounds.NAMES || metrics.containsKey(tile.metric()) ? tile.metric() : OTHERS,
                    new Stored(unit, (long) ticks * entities),
                    (a, b) -> new Stored(a.unit(), a.samples() + b.samples()));
            for (int p = 0; p < tile.parts() && set != null; p++) {
                forms.merge(
                        capture.part(tile, p, capture.division().width(entities, p), ticks)
                                .form(),
                        1L,
                        Long::sum);
            }
            simulated |= tile.isSimulated();
            return true;
        });
    }

    public boolean simulated() {
        return simulated;
    }

    public List<Interval> intervals() {
        return intervals;
    }

    /** The keys that scripts rely on; see the README of the command line. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entities", entities);
        List<Map<String, Object>> listed = new ArrayList<>();
        metrics.forEach(
                (name, stored) -> listed.add(Map.of("name", name, "unit", stored.unit(), "samples", stored.samples())));
        json.put("metrics", listed);
        json.put("from", extent[0] == 0 ? "" : Times.instant(extent[0]).toString());
        json.put("to", extent[1] == 0 ? "" : Times.instant(extent[1]).toString());
        json.put("bytes", bytes);
        json.put("events", events);
        json.put("problems", capture.problemCount());
        Map<String, Object> account = imported.json();
        if (!account.isEmpty()) {
            json.put("import", account);
        }
        List<Map<String, Object>> named = new ArrayList<>();
        for (Interval interval : intervals) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", interval.name());
            one.put("entity", interval.entity().text());
            one.put("from", Times.instant(interval.from()).toString());
            one.put("to", Times.instant(interval.to()).toString());
            new TreeMap<>(interval.numbers()).forEach((name, number) -> {
                // JSON has no word for infinities and NaN
                if (Double.isFinite(number)) {
                    one.put(name, number);
                }
            });
            named.add(one);
        }
        json.put("intervals", named);
        json.put("gaps", gaps.stream().map(CaptureInfo::gap).toList());
        json.put("simulated", simulated);
        json.put("tileForms", forms);
        json.put("closed", capture.meta().containsKey("closed"));
        json.put("checked", capture.check() == Check.CHECKED);
        json.put("check", word(capture.check()));
        Map<String, String> said = new TreeMap<>(capture.meta());
        said.keySet().removeIf(k -> k.startsWith("metric:") || k.equals(ImportReport.NOTES));
        json.put("meta", said);
        json.put("problemExamples", capture.problems());
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(json);
    }

    private static Map<String, Object> gap(Gap gap) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("metric", metric(gap));
        one.put("entities", gap.entities().stream().map(EntityId::text).toList());
        one.put("from", Times.instant(gap.from()).toString());
        one.put("to", Times.instant(gap.to()).toString());
        one.put("samples", gap.count());
        one.put("reason", gap.reason());
        return one;
    }

    private static String metric(Gap gap) {
        MetricId metric = gap.metric();
        return metric == null ? "" : metric.name();
    }

    private static String word(Check check) {
        return check.name().toLowerCase(Locale.ROOT);
    }

    /** How many problems a capture has by now, and each that it keeps: what every command says of them. */
    public static List<String> problemLines(Capture capture) {
        List<String> kept = capture.problems();
        int count = capture.problemCount();
        List<String> lines = new ArrayList<>();
        lines.add("problems: " + count);
        kept.forEach(problem -> lines.add("  " + problem));
        if (count > kept.size()) {
            lines.add("  and " + (count - kept.size()) + " more");
        }
        return lines;
    }

    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(capture.file()).append(simulated ? "  SIMULATED" : "").append('\n');
        text.append(
                extent[0] == 0 && extent[1] == 0
                        ? "  holds no times\n"
                        : "  from " + Times.instant(extent[0]) + " to " + Times.instant(extent[1]) + "\n");
        text.append("  ").append(bytes).append(" bytes, ").append(entities).append('\n');
        metrics.forEach((name, stored) ->
                text.append("  %-32s %12d samples  %s%n".formatted(name, stored.samples(), stored.unit())));
        events.forEach((name, count) -> text.append("  %-32s %12d events%n".formatted(name, count)));
        new IntervalTable(intervals)
                .lines()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        gaps.forEach(g -> text.append("  gap ")
                .append(metric(g))
                .append(" from ")
                .append(Times.instant(g.from()))
                .append(" to ")
                .append(Times.instant(g.to()))
                .append(": ")
                .append(g.count() < 0 ? "unknown" : String.valueOf(g.count()))
                .append(" samples, ")
                .append(g.reason())
                .append('\n'));
        imported.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("  file: ").append(word(capture.check()));
        text.append(
                capture.check() == Check.UNCHECKED
                        ? " (too large to be checked before use; capture verify does)\n"
                        : "\n");
        text.append("  tiles by form: ").append(forms).append('\n');
        String whose = imported.lines().isEmpty() ? "problems:" : "problems of the file itself:";
        problemLines(capture)
                .forEach(line -> text.append("  ")
                        .append(line.replaceFirst("^problems:", whose))
                        .append('\n'));
        return text.toString();
    }
}
