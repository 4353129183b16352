package millwright.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import millwright.feed.AuditHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final int RECORDS = 12;

    @TempDir
    Path folder;

    private Path written() {
        Path file = folder.resolve("audit.jsonl");
        try (AuditFile audit = AuditFile.open(file)) {
            for (int i = 0; i < RECORDS; i++) {
                audit.append(
                        entry("key" + "-".repeat(1 + i % 2) + i, "cap R1-0" + i + " \"at\" 800 W \\ \u00b5 \n line"));
            }
        }
        return file;
    }

    private static AuditEntry entry(String key, String what) {
        // every second one with what it is for programs, as those have that begin an action
        String action = key.length() % 2 == 1 ? "cap?on=rack:R1-01&reason=\"\u00b5\"" : "";
        return new AuditEntry(1_000 + key.length(), "ada", Role.OPERATE, "propose", key, what, "PROPOSED", action);
    }

    private AuditVerifier.Head head(Path file) {
        try (AuditFile audit = AuditFile.open(file)) {
            AuditHead head = audit.head();
            return new AuditVerifier.Head(head.count(), head.hash());
        }
    }

    @Test
    void whatWasWrittenIsReadAgainAndVerifies() {
        Path file = written();
        try (AuditFile audit = AuditFile.open(file)) {
            assertEquals(RECORDS, audit.records().size());
            assertTrue(audit.records().get(2).action().startsWith("cap?on=rack:R1-01"));
            assertEquals(
                    "cap R1-03 \"at\" 800 W \\ \u00b5 \n line",
                    audit.records().get(3).what());
        }
        AuditVerifier.Report report = AuditVerifier.verify(file, head(file));
        assertTrue(report.sound(), report::toString);
        assertEquals(RECORDS, report.count());
    }

    @Test
    void aVeryLongTextIsReadAgain() {
        Path file = folder.resolve("long.jsonl");
        String what = "a rack, \"and\" \n one more; ".repeat(20_000);
        try (AuditFile audit = AuditFile.open(file)) {
            audit.append(entry("k", what));
        }
        try (AuditFile audit = AuditFile.open(file)) {
            assertEquals(what, audit.records().getFirst().what());
        }
        assertTrue(AuditVerifier.verify(file, null).sound());
    }

    @Test
    void everyChangedByteIsFound() throws IOException {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(5);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            int at = i;
            assertFalse(AuditVerifier.verify(file, null).sound(), () -> "byte " + at + " of " + good.length);
        }
    }

    @Test
    void everyDroppedDoubledOrSwappedRecordIsFound() throws IOException {
        Path file = written();
        List<String> good = Files.readAllLines(file);
        for (int i = 0; i < RECORDS - 1; i++) {
            List<String> dropped = new ArrayList<>(good);
            dropped.remove(i);
            assertFalse(verify(file, dropped).sound(), "dropped " + i);
            List<String> doubled = new ArrayList<>(good);
            doubled.add(i, good.get(i));
            assertFalse(verify(file, doubled).sound(), "doubled " + i);
            List<String> swapped = new ArrayList<>(good);
            Collections.swap(swapped, i, i + 1);
            assertFalse(verify(file, swapped).sound(), "swapped " + i);
        }
    }

    private static AuditVerifier.Report verify(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
        return AuditVerifier.verify(file, null);
    }

    @Test
    void aCutTailIsFoundWithAHeadAndAdmittedWithout() throws IOException {
        Path file = written();
        AuditVerifier.Head head = head(file);
        List<String> good = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", good.subList(0, 9)) + "\n");
        AuditVerifier.Report without = AuditVerifier.verify(file, null);
        assertTrue(without.sound());
        assertTrue(without.tail().contains("no head given"), without.tail());
        AuditVerifier.Report with = AuditVerifier.verify(file, head);
        assertFalse(with.sound());
        assertTrue(with.problems().getFirst().contains("tail is cut"), with::toString);
    }

    @Test
    void aFileRewrittenAsAWholeIsFoundWithAHead() throws IOException {
        Path file = written();
        AuditVerifier.Head head = head(file);
        Files.delete(file);
        try (AuditFile audit = AuditFile.open(file)) {
            for (int i = 0; i < RECORDS + 3; i++) {
                audit.append(entry("other-" + i, "something else"));
            }
        }
        assertTrue(AuditVerifier.verify(file, null).sound());
        assertFalse(AuditVerifier.verify(file, head).sound());
    }

    @Test
    void anEarlierHeadOfALongerFileIsFine() {
        Path file = written();
        AuditVerifier.Head head = head(file);
        try (AuditFile audit = AuditFile.open(file)) {
            audit.append(entry("later", "one more"));
        }
        assertTrue(AuditVerifier.verify(file, head).sound());
    }

    @Test
    void aLastLineThatACrashCutOffIsTakenAway() throws IOException {
        Path file = written();
        String good = Files.readString(file);
        Files.writeString(file, good.substring(0, good.length() - 40));
        try (AuditFile audit = AuditFile.open(file)) {
            assertEquals(RECORDS - 1, audit.head().count());
            audit.append(entry("after", "goes on"));
        }
        assertTrue(AuditVerifier.verify(file, null).sound());
    }

    @Test
    void aBrokenChainIsRefusedByName() throws IOException {
        Path file = written();
        Files.writeString(file, Files.readString(file).replaceFirst("key-4", "key-9"));
        AuditException e = assertThrows(AuditException.class, () -> AuditFile.open(file));
        assertTrue(e.getMessage().contains("record 5"), e.getMessage());
    }

    @Test
    void aHeadThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> AuditVerifier.Head.parse("12:abc"));
    }

    @Test
    void aCutInsideACharacterIsTakenAwayToo() throws IOException {
        Path file = written();
        byte[] good = Files.readAllBytes(file);
        int at = good.length - 1;
        while (good[at] >= 0) {
            at--;
        }
        Files.write(file, java.util.Arrays.copyOf(good, at));
        try (AuditFile audit = AuditFile.open(file)) {
            assertEquals(RECORDS - 1, audit.head().count());
        }
        assertTrue(AuditVerifier.verify(file, null).sound());
    }

    @Test
    void onlyTheNewestOutcomesAreKept() {
        Outcomes outcomes = new Outcomes(2);
        outcomes.put("", "PROPOSED");
        outcomes.put("a", "PROPOSED");
        outcomes.put("b", "CONFIRMED");
        outcomes.put("a", "EXECUTING");
        outcomes.put("c", "FAILED");
        assertEquals(java.util.Map.of("a", "EXECUTING", "c", "FAILED"), outcomes.all());
        try (AuditFile audit = AuditFile.open(written())) {
            assertEquals(RECORDS, audit.outcomes().size());
        }
    }

    @Test
    void theHeadBeforeTheFirstRecordProvesNothing() {
        Path file = written();
        AuditVerifier.Report made = AuditVerifier.verify(file, new AuditVerifier.Head(0, "a".repeat(64)));
        assertFalse(made.sound());
        AuditVerifier.Report empty = AuditVerifier.verify(file, new AuditVerifier.Head(0, "0".repeat(64)));
        assertTrue(empty.sound());
        assertFalse(empty.tail().contains("is in the file"), empty.tail());
    }

    @Test
    void problemsBeyondTheFirstAreCounted() throws IOException {
        Path file = folder.resolve("bad.jsonl");
        Files.writeString(file, Files.readString(written()).lines().findFirst().orElseThrow() + "\n");
        Files.writeString(file, "nothing of ours\n".repeat(33), StandardOpenOption.APPEND);
        List<String> problems = AuditVerifier.verify(file, null).problems();
        assertEquals(21, problems.size());
        assertEquals("and 13 more", problems.getLast());
    }

    @Test
    void aFileThatIsNoAuditIsCalledSo() throws IOException {
        Path other = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n{\"count\":1}\n");
        String said = assertThrows(AuditException.class, () -> AuditVerifier.verify(other, null))
                .getMessage();
        assertTrue(said.startsWith(other + " is not an audit file: line 1 "), said);
    }

    @Test
    void anAuditWhoseFirstRecordsWereMadeUnreadableIsStillAnAudit() throws IOException {
        Path file = written();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, "nothing to see here");
        Files.write(file, lines);
        assertFalse(AuditVerifier.verify(file, null).sound());
        String changed = lines.get(1).replace("key--1", "key--9");
        assertNotEquals(lines.get(1), changed);
        Files.writeString(file, changed + "\n");
        assertFalse(AuditVerifier.verify(file, null).sound(), "one record alone, and it was changed");
    }
}
