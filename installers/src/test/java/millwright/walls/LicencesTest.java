package millwright.walls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** NOTICE says what ships and under which licence; the build has already refused any licence that is not allowed. */
@Execution(ExecutionMode.CONCURRENT)
class LicencesTest {
    /** A line of the list that the licence plug-in writes: {@code (licence) name (group:artifact:version - address)}. */
    private static final Pattern SHIPPED =
            Pattern.compile("^\\s+\\((.+?)\\) .*\\(([^:()]+:[^:()]+):[^:()]+ - .*\\)\\s*$", Pattern.MULTILINE);

    private static final Pattern LISTED = Pattern.compile("^  ([\\w.-]+:[\\w.-]+) +(\\S+)$", Pattern.MULTILINE);

    private final Checkout checkout = Checkout.around(Path.of(""));

    @Test
    void noticeListsExactlyWhatShips() throws IOException {
        Map<String, String> shipped = shipped();
        assertTrue(shipped.size() > 5, "the licence list is nearly empty: " + shipped);
        assertEquals(lines(shipped), lines(listed()), "NOTICE and the runtime dependencies differ");
    }

    @Test
    void theCopyleftThatShipsIsOnlyWhatWasDecided() throws IOException {
        shipped().forEach((part, licence) -> {
            assertFalse(licence.startsWith("LGPL"), part + " is " + licence);
            if (licence.startsWith("GPL")) assertTrue(part.startsWith("org.openjfx:"), part + " is " + licence);
        });
    }

    private Map<String, String> shipped() throws IOException {
        Map<String, String> shipped = new TreeMap<>();
        for (MatchResult line : matches(SHIPPED, "installers/target/licences/THIRD-PARTY.txt")) {
            shipped.put(line.group(2), line.group(1));
        }
        return shipped;
    }

    private Map<String, String> listed() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (MatchResult line : matches(LISTED, "NOTICE")) listed.put(line.group(1), line.group(2));
        return listed;
    }

    private List<MatchResult> matches(Pattern pattern, String file) throws IOException {
        Matcher matcher = pattern.matcher(checkout.text(file));
        return matcher.results().toList();
    }

    /** One line a part, so that a difference reads as the line to add or take away. */
    private static String lines(Map<String, String> parts) {
        StringBuilder lines = new StringBuilder();
        parts.forEach((part, licence) -> lines.append(String.format("  %-58s%s%n", part, licence)));
        return lines.toString();
    }
}
