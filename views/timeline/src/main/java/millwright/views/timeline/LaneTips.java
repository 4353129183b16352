package millwright.views.timeline;

import java.util.ArrayList;
import java.util.List;
import millwright.desk.ClockFace;
import millwright.desk.TimeControl.Range;
import millwright.desk.draw.EntityWords;
import millwright.desk.draw.Figures;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.plant.Plant;
import millwright.plant.Times;

/** What marks and brackets say in full, which the lanes cut: when, how surely, where, and every member. Stateless. */
final class LaneTips {
    /** A tip that fills the screen hides what it speaks of. */
    private static final int MOST = 12;

    private LaneTips() {}

    /** @param span ns that is shown */
    static String members(List<Mark> members, Plant plant, ClockFace clock, long span) {
        List<String> lines = new ArrayList<>(members.stream()
                .limit(MOST)
                .map(m -> mark(m, plant, clock, span))
                .toList());
        if (members.size() > MOST) {
            lines.add("and " + Figures.whole(members.size() - MOST) + " more; a nearer look tells them apart");
        }
        return String.join("\n", lines);
    }

    /** Of a lane that is too full for shapes. */
    static String column(List<Mark> members, Plant plant, ClockFace clock, long span) {
        long events = members.stream().mapToLong(Mark::count).sum();
        return Figures.count(events, "event") + "\n" + members(members, plant, clock, span);
    }

    private static String mark(Mark mark, Plant plant, ClockFace clock, long span) {
        String where = EntityWords.name(plant, mark.entity());
        String name = plant.find(mark.entity()).map(e -> e.name() + " ").orElse("");
        String text = Crowds.text(mark);
        String what = !name.isEmpty() && text.startsWith(name) ? text.substring(name.length()) : text;
        return time(mark, clock, span) + "  " + where + ": " + what;
    }

    /** With as many digits as its uncertainty allows, and its day where days are shown. */
    static String time(Mark mark, ClockFace clock, long span) {
        long sure = Math.abs(mark.uncertainty());
        long millis = Math.floorMod(mark.time(), Times.SECOND) / Times.MILLI;
        String digits = sure < Times.SECOND ? ".%03d".formatted(millis) : "";
        String about = sure == 0
                ? ""
                : sure < Times.SECOND
                        ? " ± " + Figures.fixed(sure / (double) Times.MILLI, sure < Times.MILLI ? 1 : 0) + " ms"
                        : " ± " + Figures.age(sure);
        return clock.exactly(mark.time(), span) + digits + about;
    }

    static String bracket(Bracket bracket, ClockFace clock, Range shown) {
        return switch (bracket) {
            case Bracket.OfIncident of -> incident(of.incident(), clock, shown);
            case Bracket.OfRun of -> run(of.run(), clock, shown);
        };
    }

    private static String incident(Incident incident, ClockFace clock, Range shown) {
        StringBuilder text = new StringBuilder(Brackets.title(incident)).append('\n');
        long since = Math.max(shown.length(), shown.to() - incident.opened());
        String when = incident.open()
                ? clock.exactly(incident.opened(), since) + " – open"
                : clock.between(incident.opened(), incident.closed(), since);
        text.append(when).append(", ").append(Figures.count(incident.findings().size(), "finding"));
        int number = 1;
        for (Incident.Cause cause : incident.causes().stream().limit(MOST).toList()) {
            text.append('\n')
                    .append(number++)
                    .append("  ")
                    .append(cause.text())
                    .append("  ")
                    .append(Figures.fixed(cause.score(), 2))
                    .append(cause.evidence().isEmpty() ? "" : ": " + cause.evidence());
        }
        return text.toString();
    }

    private static String run(Interval run, ClockFace clock, Range shown) {
        String facts = IntervalWords.facts(run);
        return run.name() + "\n" + clock.between(run.from(), run.to(), shown.length())
                + (facts.isEmpty() ? "" : "\n" + facts);
    }

    static String others(List<String> titles) {
        List<String> lines = new ArrayList<>(titles.stream().limit(MOST).toList());
        if (titles.size() > MOST) {
            lines.add("and " + Figures.whole(titles.size() - MOST) + " more");
        }
        lines.add("The list above the lanes shows any of them alone.");
        return String.join("\n", lines);
    }
}
