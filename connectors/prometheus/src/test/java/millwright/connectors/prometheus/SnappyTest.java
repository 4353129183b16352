package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SnappyTest {
    private static String text(String hex) throws IOException {
        return new String(Snappy.unpack(HexFormat.of().parseHex(hex), 1 << 20), StandardCharsets.US_ASCII);
    }

    @Test
    void copiesOfAllLengthsAreUnderstood() throws IOException {
        // literal "ab", then 8 bytes from 2 back by one, two and four bytes of offset
        assertEquals("ababababab", text("0a" + "046162" + "1102"));
        assertEquals("ababababab", text("0a" + "046162" + "1e0200"));
        assertEquals("ababababab", text("0a" + "046162" + "1f02000000"));
        // a literal whose length stands in a byte of its own
        assertEquals("x".repeat(61), text("3d" + "f03c" + "78".repeat(61)));
    }

    @Property(tries = 200)
    void whatIsPackedComesBack(@ForAll @Size(max = 70_000) byte[] plain) throws IOException {
        assertArrayEquals(plain, Snappy.unpack(Snappy.pack(plain), 1 << 20));
    }

    @Property(tries = 1_000)
    void garbageIsRefusedAndNothingElse(@ForAll @Size(max = 300) byte[] garbage) {
        try {
            Snappy.unpack(garbage, 1 << 20);
        } catch (IOException e) {
            assertEquals(0, e.getMessage().lines().count() - 1, e.getMessage());
        }
    }

    @Test
    void aBlockThatClaimsToBeHugeIsNotBelieved() {
        assertThrows(IOException.class, () -> Snappy.unpack(HexFormat.of().parseHex("ffffffff0f00"), 1 << 26));
        assertThrows(IOException.class, () -> Snappy.unpack(HexFormat.of().parseHex("808080200061"), 1 << 26));
        assertThrows(IOException.class, () -> Snappy.unpack(new byte[0], 1 << 26));
    }
}
