package millwright.analysis.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import millwright.feed.Finding;

/** Groups findings that belong together. Jobs are victims: they join the nearest trouble and never join two. */
final class Clusters {
    private final Relatedness relatedness;

    Clusters(Relatedness relatedness) {
        this.relatedness = relatedness;
    }

    /** @param findings in order of time @return clusters in order of time, each in order of time */
    List<List<Finding>> of(List<Finding> findings) {
        int size = findings.size();
        int[] group = new int[size];
        for (int i = 0; i < size; i++) {
            group[i] = i;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                Finding a = findings.get(i);
                Finding b = findings.get(j);
                if (!Bearing.victim(a)
                        && !Bearing.victim(b)
                        && root(group, i) != root(group, j)
                        && relatedness.related(a, b)) {
                    group[root(group, i)] = root(group, j);
                }
            }
        }
        for (Set<String> together : relatedness.suspected(findings).values()) {
            unite(findings, group, together);
        }
        for (int i = 0; i < size; i++) {
            if (Bearing.victim(findings.get(i))) {
                attach(findings, group, i);
            }
        }
        Map<Integer, List<Finding>> clusters = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            clusters.computeIfAbsent(root(group, i), g -> new ArrayList<>()).add(findings.get(i));
        }
        return List.copyOf(clusters.values());
    }

    private static void unite(List<Finding> findings, int[] group, Set<String> together) {
        int first = -1;
        for (int i = 0; i < group.length; i++) {
            if (together.contains(findings.get(i).id())) {
                first = first < 0 ? i : first;
                group[root(group, i)] = root(group, first);
            }
        }
    }

    private void attach(List<Finding> findings, int[] group, int victim) {
        Finding f = findings.get(victim);
        int best = -1;
        for (int i = 0; i < group.length; i++) {
            Finding other = findings.get(i);
            if (i != victim && !Bearing.victim(other) && relatedness.related(other, f)) {
                boolean nearer = best < 0
                        || Math.abs(other.since() - f.since())
                                < Math.abs(findings.get(best).since() - f.since());
                best = nearer ? i : best;
            }
        }
        if (best >= 0) {
            group[victim] = root(group, best);
        }
    }

    private static int root(int[] group, int i) {
        int at = i;
        while (group[at] != at) {
            at = group[at];
        }
        return at;
    }
}
