package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DecodersTest {
    private static final String XID = "NVRM: Xid (PCI:0000:01:00): 79, GPU has fallen off the bus.";

    private static byte[] utf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static LineDecoder lineDecoder() {
        LineParser parser = new LineParser(ZoneOffset.UTC);
        return new LineDecoder(line -> parser.parse(line, OptionalLong.empty(), 0));
    }

    private static List<String> feed(Decoder decoder, byte[] bytes, int piece) {
        List<String> read = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            int count = Math.min(piece, bytes.length - at);
            byte[] part = new byte[count];
            System.arraycopy(bytes, at, part, 0, count);
            decoder.take(part, count, (line, offset) -> read.add(offset + " " + line));
        }
        return read;
    }

    private static byte[] journal(String... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String entry : entries) {
            out.writeBytes(utf("__CURSOR=s=1;i=" + entry.hashCode() + "\n__REALTIME_TIMESTAMP=1740327858000123\n"));
            out.writeBytes(utf("_TRANSPORT=kernel\n_HOSTNAME=n17\nPRIORITY=4\n"));
            byte[] text = utf(entry);
            out.writeBytes(utf("MESSAGE\n"));
            for (int i = 0; i < 8; i++) {
                out.write((int) ((long) text.length >>> 8 * i & 0xff));
            }
            out.writeBytes(text);
            out.writeBytes(utf("\n\n"));
        }
        return out.toByteArray();
    }

    @Test
    void aJournalEntryHasHostProgramTimeAndText() {
        JournalDecoder decoder = new JournalDecoder();
        List<LogLine> lines = new ArrayList<>();
        byte[] bytes = journal(XID, "two\nlines\0and more");
        decoder.take(bytes, bytes.length, (line, offset) -> lines.add(line));
        assertEquals(2, lines.size());
        assertEquals("kernel", lines.getFirst().program());
        assertEquals("n17", lines.getFirst().host());
        assertEquals(1_740_327_858_000_123_000L, lines.getFirst().time());
        assertEquals(XID, lines.getFirst().message());
        assertEquals("two\nlines\0and more", lines.getLast().message());
        assertTrue(lines.getFirst().exact());
        assertEquals(0, decoder.problems());
    }

    @Test
    void aJournalWithAnImpossibleLengthGoesOnAtTheNextEntry() {
        JournalDecoder decoder = new JournalDecoder();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(utf("MESSAGE\n"));
        out.writeBytes(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127});
        out.writeBytes(utf("\n\n"));
        out.writeBytes(journal(XID));
        assertEquals(1, feed(decoder, out.toByteArray(), 1_000).size());
        assertTrue(decoder.problems() > 0);
    }

    @Test
    void kmsgFieldsBelongToTheLineBefore() {
        byte[] bytes = utf("4,1,1000,-;" + XID + "\n SUBSYSTEM=pci\n DEVICE=+pci:0000:01:00.0\n6,2,1001,-;next\n");
        assertEquals(2, feed(lineDecoder(), bytes, 7).size());
    }

    @Test
    void ofALineWithoutEndOnlyTheBeginningIsKept() {
        LineDecoder decoder = lineDecoder();
        byte[] megabyte = utf("x".repeat(1 << 20));
        for (int i = 0; i < 200; i++) {
            decoder.take(megabyte, megabyte.length, (line, offset) -> {
                throw new AssertionError("there was no end of line");
            });
        }
        List<LogLine> lines = new ArrayList<>();
        decoder.take(utf("\nshort\n"), 7, (line, offset) -> lines.add(line));
        assertEquals(LineDecoder.LONGEST, lines.getFirst().message().length());
        assertEquals("short", lines.getLast().message());
        assertEquals(1, decoder.problems());
    }

    @Provide
    Arbitrary<byte[]> streams() {
        Arbitrary<String> pieces = Arbitraries.of(
                XID + "\n",
                "\n",
                "\0",
                "MESSAGE\n",
                "MESSAGE=a\n",
                "4,1,1000,-;x\n",
                " A=b\n",
                "é\r\n",
                "\n\n",
                "12 <4>x");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(20).map(list -> utf(String.join("", list))),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                pieces.list().ofMaxSize(4).map(list -> journal(list.toArray(String[]::new))));
    }

    @Property
    void piecesOfAnyLengthReadAlike(@ForAll("streams") byte[] bytes, @ForAll("pieces") int piece) {
        assertEquals(feed(lineDecoder(), bytes, 1 << 20), feed(lineDecoder(), bytes, piece));
        assertEquals(feed(new JournalDecoder(), bytes, 1 << 20), feed(new JournalDecoder(), bytes, piece));
        assertEquals(frames(bytes, 1 << 20), frames(bytes, piece));
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.integers().between(1, 40);
    }

    private static List<String> frames(byte[] bytes, int piece) {
        List<String> messages = new ArrayList<>();
        SyslogFrames frames = new SyslogFrames(messages::add);
        for (int at = 0; at < bytes.length; at += piece) {
            int count = Math.min(piece, bytes.length - at);
            byte[] part = new byte[count];
            System.arraycopy(bytes, at, part, 0, count);
            if (!frames.take(part, count)) {
                return messages;
            }
        }
        frames.end();
        return messages;
    }

    @Test
    void syslogIsCutByCountOrByLine() {
        assertEquals(List.of("<4>a", "<4>b\nc", "<4>d"), frames(utf("<4>a\n6 <4>b\nc4 <4>d"), 3));
        assertEquals(List.of(), frames(utf("99999999999 <4>a"), 100));
        assertEquals(List.of("<4>a"), frames(utf("<4>a\n5 <4>"), 100), "of a counted message a part is none");
    }
}
