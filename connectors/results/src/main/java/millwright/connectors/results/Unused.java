package millwright.connectors.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What was written on the command line and is used by nothing: a warning for each, with what may have been meant. */
record Unused(ParetoOptions options) {
    List<String> labels() {
        List<String> warnings = new ArrayList<>();
        for (String label : options.labels().keySet()) {
            if (stray(label)) {
                warnings.add("label '" + label + "' is used by nothing; " + remedy(label));
            }
        }
        return warnings;
    }

    /** @param names of all files that were found, one at least, of which each pattern should fit one at least */
    List<String> patterns(Set<String> names) {
        List<String> warnings = new ArrayList<>();
        for (String text : options.namePatterns()) {
            NamePattern pattern = NamePattern.of(text);
            for (String group : new TreeSet<>(pattern.groups())) {
                if (stray(group)) {
                    warnings.add("group '" + group + "' of name pattern '" + text + "' is used by nothing; "
                            + remedy(group));
                }
            }
            if (names.stream().noneMatch(pattern::fits)) {
                warnings.add("name pattern '" + text + "' fits no name of the files, for example not "
                        + NamePattern.stem(names.iterator().next()) + "; it must fit the whole name without .json");
            }
        }
        return warnings;
    }

    private boolean stray(String field) {
        return !RunFields.KNOWN.contains(field) && !options.groupBy().contains(field);
    }

    private static String remedy(String field) {
        return RunFields.KNOWN.stream()
                .filter(k -> k.startsWith(field) || field.startsWith(k))
                .findFirst()
                .map(near -> "did you mean " + near + "?")
                .orElse("group by it with --group-by " + field);
    }
}
