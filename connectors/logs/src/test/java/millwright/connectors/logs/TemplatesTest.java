package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.hearing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    private final Templates templates = new Templates();

    @Test
    void linesThatDifferInNumbersAreOneTemplate() {
        for (int i = 0; i < 500; i++) {
            templates.add("kernel", "n" + i, "perf: interrupt took too long (" + i + " > 2500), lowering rate to " + i);
        }
        assertEquals(1, templates.size());
        Template one = templates.due().getFirst();
        assertEquals(500, one.fresh());
        assertTrue(one.text().contains("interrupt took too long"), one.text());
        assertTrue(one.isNew());
        one.tell();
        assertEquals(List.of(), templates.due());
    }

    @Test
    void aFloodOfKindsIsCountedAsOneBeyondTheBound() {
        for (int i = 0; i < 10_000; i++) {
            String letters = Integer.toString(i, 36).replaceAll("\\d", "z")
                    + (char) ('a' + i % 26)
                    + (char) ('a' + i / 26 % 26)
                    + (char) ('a' + i / 676 % 26);
            templates.add(letters, "n1", letters + " " + letters + letters + " said something");
        }
        assertTrue(templates.size() <= Templates.MOST, "" + templates.size());
        assertEquals(10_000, templates.due().stream().mapToLong(Template::fresh).sum());
    }

    /** Share of lines whose template holds exactly the lines that a person put together. */
    @ParameterizedTest
    @CsvSource({"BGL,0.95", "HDFS,0.99", "HPC,0.88", "Linux,0.65", "OpenStack,0.8"})
    void groupsAreMostlyThoseThatAPersonMade(String name, double atLeast) throws IOException {
        List<String> wanted = new ArrayList<>();
        List<String> content = new ArrayList<>();
        csv(name, content, wanted);
        Map<Template, Set<Integer>> found = new HashMap<>();
        Map<String, Set<Integer>> made = new HashMap<>();
        for (int i = 0; i < content.size(); i++) {
            Template template = templates.add("", "", content.get(i));
            found.computeIfAbsent(template, t -> new HashSet<>()).add(i);
            made.computeIfAbsent(wanted.get(i), w -> new HashSet<>()).add(i);
        }
        Set<Set<Integer>> groups = new HashSet<>(made.values());
        long right = found.values().stream()
                .filter(groups::contains)
                .mapToLong(Set::size)
                .sum();
        double share = right / (double) content.size();
        assertTrue(share >= atLeast, name + ": " + share);
    }

    private static void csv(String name, List<String> content, List<String> wanted) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line :
                Files.readAllLines(SharedData.file("loghub/" + name + "/" + name + "_2k.log_structured.csv"))) {
            rows.add(cells(line));
        }
        int text = rows.getFirst().indexOf("Content");
        int event = rows.getFirst().indexOf("EventId");
        for (List<String> row : rows.subList(1, rows.size())) {
            content.add(row.get(text));
            wanted.add(row.get(event));
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
