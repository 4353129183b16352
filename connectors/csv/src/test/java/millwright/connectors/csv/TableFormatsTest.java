package millwright.connectors.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import millwright.connectors.csv.Imported.Value;
import millwright.feed.ImportProblem;
import millwright.plant.DataState;
import millwright.plant.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFormatsTest {
    private static final String HEAD = """
            mapping: test
            tables:
              - file: "*"
                time: {column: t, format: epoch-s}
                entities:
                  - {kind: node, id: "{host}"}
                metrics:
                  - {column: power, metric: node.power, unit: kW}
            """;

    @TempDir
    Path directory;

    private Imported read(String yaml, String content) throws IOException {
        return read(yaml, content.getBytes(StandardCharsets.UTF_8), null);
    }

    private Imported read(String yaml, byte[] content, ZoneId zone) throws IOException {
        Path file = Files.write(directory.resolve("table.csv"), content);
        return Imported.read(yaml, zone, file);
    }

    private static Value only(Imported read) {
        assertEquals(1, read.values().size(), read.report().problems().toString());
        return read.values().getFirst();
    }

    @Test
    void unitsBecomeThoseOfTheCatalogue() throws IOException {
        Value value = only(read(HEAD, "t,host,power\n5,n1,1.5\n"));
        assertEquals(new Value("node:n1", "node.power", 5 * Times.SECOND, 1500, DataState.OK), value);
    }

    @Test
    void quotesMarksAndLineEndsAreThoseOfRfc4180() throws IOException {
        Value value = only(read(
                HEAD, "\uFEFF\"t\",\"x\",\"host\",\"power\"\r\n5,\"two\r\nlines\",\"n \"\"1\"\", b\",\"1.5\"\r\n"));
        assertEquals("node:n \"1\", b", value.entity());
    }

    @Test
    void columnsAreFoundByNameInAnyOrderAndStrangersAreNoted() throws IOException {
        Imported read = read(HEAD, "power,x,host,t\n1.5,?,n1,5\n");
        assertEquals(1500, only(read).value());
        assertTrue(read.report().notes().getFirst().contains("columns left out: x"));
    }

    @Test
    void decimalCommaAndSemicolons() throws IOException {
        String yaml = HEAD.replace("    time:", "    separator: semicolon\n    decimal: \",\"\n    time:");
        Imported read = read(yaml, "t;host;power\n5;n1;1,5\n6;n1;1.500,5\n7;n1;2.5\n");
        assertEquals(1500, read.values().getFirst().value());
        assertEquals(2, read.report().problemCount());
        assertEquals(DataState.BAD, read.values().get(1).state());
        assertTrue(Double.isNaN(read.values().get(2).value()));
    }

    @Test
    void aBlankIsNeverAZeroAndNonsenseIsBad() throws IOException {
        Imported read = read(HEAD, "t,host,power\n1,n1,\n2,n1,NA\n3,n1,abc\n4,n1,-5\n5,n1,0\n6,n1,0x1p3\n");
        List<DataState> states = read.values().stream().map(Value::state).toList();
        assertEquals(
                List.of(
                        DataState.NO_DATA,
                        DataState.NO_DATA,
                        DataState.BAD,
                        DataState.BAD,
                        DataState.OK,
                        DataState.BAD),
                states);
        assertEquals(
                List.of(4L, 5L, 7L),
                read.report().problems().stream().map(ImportProblem::line).toList());
    }

    @Test
    void rowsThatDoNotFitAreCountedAndNamed() throws IOException {
        Imported read = read(HEAD, "t,host,power\n5,n1\n6,n1,1,2\nsoon,n1,1\n,n1,1\n7,,1\n8,n1,1\n\nThe end\n");
        assertEquals(7, read.report().rows());
        assertEquals(1, read.report().samples());
        assertEquals(6, read.report().problemCount());
        String all = read.report().problems().toString();
        for (String part : List.of(
                "table.csv:2: has 2 cells where the header has 3",
                "table.csv:3: has 4 cells",
                "table.csv:4: t: 'soon' is no time of the format epoch-s",
                "table.csv:5: t: is blank",
                "table.csv:6: host: is blank where the id of a node is needed",
                "table.csv:9: has 1 cells")) {
            assertTrue(all.contains(part), part + " not in " + all);
        }
    }

    @Test
    void aMissingColumnIsNamedWithTheNearestOne() throws IOException {
        Imported read = read(HEAD, "t,host,powr\n5,n1,1\n");
        assertEquals(0, read.report().samples());
        assertTrue(
                read.report().problems().getFirst().toString().contains("power: no such column; did you mean 'powr'?"),
                read.report().problems().toString());
        assertEquals(0, read(HEAD, "time,host,power\n5,n1,1\n").report().rows());
    }

    @Test
    void anUnclosedQuoteAndWrongBytesEndTheFileAloud() throws IOException {
        Imported quote = read(HEAD, "t,host,power\n5,n1,1\n6,\"n1\"x,1\n7,n1,1\n");
        assertEquals(1, quote.report().samples());
        assertTrue(quote.report().problems().getFirst().remedy().contains("up to record 1 only"));
        byte[] latin = "t,host,power\n5,Z\u00fcrich,1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(read(HEAD, latin, null).report().problems().getFirst().what().contains("encoding:"));
        String yaml = HEAD.replace("    time:", "    encoding: ISO-8859-1\n    time:");
        assertEquals("node:Z\u00fcrich", only(read(yaml, latin, null)).entity());
    }

    @Test
    void aSecondValueOfTheSameInstantIsAProblemAndTheLaterLineCounts() throws IOException {
        Imported read = read(HEAD, "t,host,power\n5,n1,1\n5,n2,3\n5,n1,2\n");
        assertEquals(2, read.values().size());
        assertEquals(2000, read.values().getFirst().value());
        assertTrue(read.report().problems().getFirst().toString().contains("table.csv:2"));
        assertTrue(read.report().problems().getFirst().what().contains("line 4"));
    }

    @Test
    void timesOfEveryFormat() throws IOException {
        assertTime("2024-07-17T09:44:23.305Z", "epoch-ms", "1721209463305", null);
        assertTime("2024-07-17T09:44:23.305Z", "epoch-s", "1721209463.305", null);
        assertTime("2024-07-17T09:44:23.305Z", "epoch-s", "1.721209463305E9", null);
        assertTime("2024-07-17T09:44:23.305123456Z", "epoch-ns", "1721209463305123456", null);
        assertTime("2024-07-17T09:44:23Z", "iso", "2024-07-17 05:44:23-04:00", null);
        assertTime("2024-07-17T07:44:23Z", "iso", "2024-07-17T09:44:23", ZoneId.of("Europe/Zurich"));
        assertTime("2024-07-16T22:00:00Z", "dd.MM.yyyy", "17.07.2024", ZoneId.of("Europe/Zurich"));
        assertTime("2024-07-17T09:44:23Z", "yyyy/MM/dd HH:mm:ssX", "2024/07/17 11:44:23+02", null);
    }

    private void assertTime(String wanted, String format, String cell, ZoneId zone) throws IOException {
        String yaml = HEAD.replace("epoch-s", '"' + format + '"');
        byte[] table = ("t,host,power\n" + cell + ",n1,1\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                Instant.parse(wanted),
                Times.instant(only(read(yaml, table, zone)).time()),
                format);
    }

    @Test
    void localTimesWithoutAZoneAreRefused() {
        for (String format : List.of("iso", "yyyy-MM-dd'T'HH:mm:ss")) {
            String yaml = HEAD.replace("epoch-s", '"' + format + '"');
            Exception e = assertThrows(
                    IllegalArgumentException.class, () -> read(yaml, "t,host,power\n2024-07-17T09:44:23,n1,1\n"));
            assertTrue(e.getMessage().contains("--zone"), e.getMessage());
        }
    }

    @Test
    void anHourThatTheZoneSkipsIsAProblem() throws IOException {
        String yaml = HEAD.replace("epoch-s", "iso");
        byte[] table = "t,host,power\n2024-03-10T02:30:00,n1,1\n".getBytes(StandardCharsets.UTF_8);
        Imported read = read(yaml, table, ZoneId.of("America/New_York"));
        assertEquals(0, read.report().samples());
        assertTrue(read.report().problems().getFirst().what().contains("does not exist in zone"));
    }
}
