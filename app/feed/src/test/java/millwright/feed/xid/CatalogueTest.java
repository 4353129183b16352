package millwright.feed.xid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import millwright.feed.Priority;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final XidTable xids = XidTable.standard();

    @Test
    void everyCodeOfTheCatalogueIsThereWithItsSource() {
        assertTrue(IntStream.rangeClosed(1, 172).allMatch(xids::knows));
        assertEquals(172, xids.rows().size());
        for (Xid xid : xids.rows()) {
            assertTrue(xid.source().startsWith("https://docs.nvidia.com/"), "XID " + xid.code());
            assertTrue(!xid.mnemonic().isBlank() && !xid.meaning().isBlank(), "XID " + xid.code());
            assertTrue(xid.action().matches("[A-Z0-9_/]*"), "XID " + xid.code() + ": " + xid.action());
        }
    }

    @Test
    void tokensAreTheCataloguesOwn() {
        assertEquals("RESTART_BM", xids.of(79).action());
        assertEquals("CONTACT_SUPPORT", xids.of(79).investigate());
        assertEquals("WORKFLOW_XID_48", xids.of(48).action());
        assertEquals("IGNORE", xids.of(63).action());
        assertEquals("", xids.of(167).action());
        assertEquals(Xid.Kind.UNUSED, xids.of(58).kind());
    }

    @Test
    void aCodeThatIsNotThereStaysUnknown() {
        Xid unknown = xids.of(99_999);
        assertEquals(Xid.Kind.UNKNOWN, unknown.kind());
        assertEquals("", unknown.action() + unknown.source());
        assertEquals(SXid.Kind.UNKNOWN, SXidTable.standard().of(1).kind());
    }

    @Test
    void switchErrorsHaveAClassAndASource() {
        SXidTable table = SXidTable.standard();
        assertEquals(93, table.rows().size());
        assertEquals(SXid.Kind.ALWAYS_FATAL, table.of(22003).kind());
        assertEquals(Priority.CRITICAL, table.of(22003).priority());
        assertEquals(SXid.Kind.NON_FATAL, table.of(11012).kind());
        assertTrue(table.rows().stream().allMatch(r -> r.source().startsWith("https://docs.nvidia.com/")));
    }

    @Test
    void wordsOfNvlink5AreReadOfBothDriverGenerations() {
        NvLink5 table = NvLink5.standard();
        assertEquals(
                "RESET_GPU",
                table.of(145, "RLW_SRC_TRACK", 0x040868e2L, 1).orElseThrow().action());
        assertEquals(
                "RESET_GPU",
                table.of(145, "RLW_SRC_TRACK", 0x7L, 1).orElseThrow().action());
        assertEquals(
                "IGNORE", table.of(145, "RLW_SRC_TRACK", 0x7L, 2).orElseThrow().action());
        assertEquals(
                "RESET_GPU",
                table.of(145, "RLW_SRC_TRACK", 0x7L, 3).orElseThrow().action(),
                "the fatal bit counts");
        assertTrue(table.of(145, "RLW_SRC_TRACK", 0xffffffffL, 1).isEmpty());
        assertTrue(table.of(149, "WHO_KNOWS", 0x7L, 1).isEmpty());
    }

    @Test
    void aBrokenTableSaysWhere() {
        String message = assertThrows(IllegalArgumentException.class, () -> XidTable.parse("# x\n1\ttoo few"))
                .getMessage();
        assertEquals("xid.tsv line 2: 2 columns instead of 8", message);
    }
}
