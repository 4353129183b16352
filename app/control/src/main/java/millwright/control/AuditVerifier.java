package millwright.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks an audit file: every record unchanged, none inserted, dropped or out of order, and the tail against a head. */
public final class AuditVerifier {
    private static final int MOST = 20;

    /** A head that somebody saw. Written {@code COUNT:HASH}. */
    public record Head(long count, String hash) {
        /** @throws IllegalArgumentException when it is not COUNT:HASH */
        public static Head parse(String text) {
            String[] parts = text.split(":", 2);
            if (parts.length != 2 || !parts[0].matches("\\d{1,18}") || !parts[1].matches("(?i)[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "a head is COUNT:HASH with 64 hexadecimal digits, not '" + text + "'");
            }
            return new Head(Long.parseLong(parts[0]), parts[1].toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param problems one line each, the first of many, empty when nothing is wrong @param tail what can be said about the end of the file
     * @param count records read @param hash of the last record
     */
    public record Report(List<String> problems, String tail, long count, String hash) {
        public Report {
            problems = List.copyOf(problems);
        }

        public boolean sound() {
            return problems.isEmpty();
        }
    }

    private final List<String> problems = new ArrayList<>();
    private int untold;
    private long count;
    private String hash = AuditLine.NOTHING;

    private AuditVerifier() {}

    /** @throws AuditException when the file cannot be read, or is no audit at all */
    public static Report verify(Path file, @Nullable Head head) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AuditException("cannot read the audit " + file + ": " + e.getMessage(), e);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (isSomethingElse(text)) {
            throw new AuditException(file + " is not an audit file: line 1 is no record of an audit; a gateway keeps"
                    + " its audit as audit.jsonl in its state folder and names it when it starts");
        }
        return new AuditVerifier().check(text, head);
    }

    /** No line of it reads as a record, and its beginning is not that of a damaged one. */
    private static boolean isSomethingElse(String text) {
        return !text.isEmpty()
                && !text.startsWith(AuditLine.BEGINNING)
                && text.lines().allMatch(line -> AuditLine.parse(line) == null);
    }

    private Report check(String text, @Nullable Head head) {
        boolean whole = text.isEmpty() || text.endsWith("\n");
        String[] lines = text.isEmpty() ? new String[0] : text.split("\n", -1);
        int complete = whole ? Math.max(0, lines.length - 1) : lines.length;
        boolean atHead = head != null && head.count() == 0;
        if (head != null && atHead && !AuditLine.NOTHING.equals(head.hash())) {
            problem("there is no record 0: the head of an audit without records is 0:" + AuditLine.NOTHING);
        }
        for (int i = 0; i < complete; i++) {
            line(i + 1, lines[i]);
            if (head != null && head.count() == i + 1) {
                atHead = true;
                if (!hash.equals(head.hash())) {
                    problem("record " + head.count() + " is not the one of the head: the file was rewritten");
                }
            }
        }
        if (!whole) {
            problem("the last record is cut off in the middle");
        }
        if (head != null && !atHead) {
            problem("the tail is cut: the head is of record " + head.count() + ", the file ends at " + complete);
        }
        String tail = tail(head);
        if (untold > 0) {
            problems.add("and " + untold + " more");
        }
        return new Report(problems, tail, count, hash);
    }

    private String tail(@Nullable Head head) {
        if (head == null) {
            return "no head given: records cut from the end, or a file rewritten as a whole, cannot be seen";
        } else if (!problems.isEmpty()) {
            return "see the problems";
        }
        return head.count() == 0
                ? "the head is of before the first record: records cut from the end, or a file rewritten as a whole, "
                        + "cannot be seen"
                : "the head of record " + head.count() + " is in the file";
    }

    private void line(int number, String line) {
        AuditLine parsed = AuditLine.parse(line);
        if (parsed == null || !parsed.sound()) {
            problem("record " + number + " was changed: " + (parsed == null ? "it does not read" : "its hash differs"));
            count = number;
            hash = parsed == null ? AuditLine.NOTHING : parsed.hash();
            return;
        }
        AuditRecord record = parsed.record();
        if (!record.previous().equals(hash) || record.count() != count + 1) {
            problem("record " + number + " says that it is " + record.count() + " and does not follow the one before:"
                    + " something was inserted, dropped or moved here");
        }
        count = record.count();
        hash = parsed.hash();
    }

    private void problem(String text) {
        if (problems.size() < MOST) {
            problems.add(text);
        } else {
            untold++;
        }
    }
}
