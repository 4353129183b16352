package millwright.connectors.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostlistTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node1|node1",
                "node[001-003]|node001,node002,node003",
                "node[9-11]|node9,node10,node11",
                "node[08-10,15],login1|node08,node09,node10,node15,login1",
                "r[1-2]n[01-02]|r1n01,r1n02,r2n01,r2n02",
                "gpu[1-2]-ib|gpu1-ib,gpu2-ib",
                "a,b , c|a,b,c",
                "n[1,1-2]|n1,n2",
                "n[098-101]|n098,n099,n100,n101",
                "''|''"
            })
    void namesUnfoldInTheirOrderAndWidth(String text, String names) {
        List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(","));
        assertEquals(expected, Hostlist.expand(text, 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n[",
                "n[1-2",
                "n]",
                "n[[1]]",
                "n[a-b]",
                "n[]",
                "n[3-1]",
                "n[1-]",
                "n[-1]",
                "n[1-99999999999999999999]"
            })
    void whatIsNoHostListSaysWhere(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Hostlist.expand(text, 1000))
                .getMessage();
        assertTrue(message.contains("at character"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n[0-999999999]", "a[0-999]b[0-999]", "n[0-500],m[0-500]", "n[0-999999999999999999]"})
    void whatUnfoldsWithoutEndIsRefusedAtOnce(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Hostlist.expand(text, 1000))
                .getMessage();
        assertTrue(message.contains("more than 1000 names"), message);
    }

    @Property
    void aRangeHoldsAsManyNamesAsItSpans(
            @ForAll @IntRange(max = 99_999) int low, @ForAll @IntRange(max = 500) int more) {
        List<String> names = Hostlist.expand("n[%05d-%d]".formatted(low, low + more), 1000);
        assertEquals(more + 1, names.size());
        assertEquals("n%05d".formatted(low), names.getFirst());
        assertEquals("n%05d".formatted(low + more), names.getLast());
    }

    @Property
    void anyTextIsNamesOrARefusalAndNeverMoreThanAllowed(
            @ForAll @Chars({'n', '[', ']', '-', ','}) @CharRange(from = '0', to = '9') @StringLength(max = 40)
                    String text) {
        try {
            assertTrue(Hostlist.expand(text, 100).size() <= 100);
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("host list"));
        }
    }

    @Test
    void aTextOfMegabytesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Hostlist.expand("n".repeat(2 << 20), 10));
    }
}
