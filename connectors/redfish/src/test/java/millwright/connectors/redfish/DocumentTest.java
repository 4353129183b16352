package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static Document read(String json) throws Garbled {
        return Document.parse(json.getBytes(StandardCharsets.UTF_8), "/redfish/v1/x", "");
    }

    @Test
    void pointersGoThroughObjectsAndArrays() throws Garbled {
        Document document = read("{\"a\":[{\"b\":1.5},null],\"@odata.etag\":\"W/1\",\"n\":null,\"t\":\" x\\u0007y \"}");
        assertEquals(1.5, document.number("a/0/b"));
        assertTrue(Double.isNaN(document.number("a/7/b")));
        assertTrue(document.isNull("n"));
        assertTrue(document.has("n"));
        assertFalse(document.has("n/m"));
        assertEquals("x y", document.text("t", ""));
        assertEquals("W/1", document.etag());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[1]", "3", "null", "{\"a\":1} {\"b\":2}", "{\"a\":1", "{'a':1}", "{\"a\":NaN}", "<html/>"})
    void whatIsNoObjectIsRefusedByName(String text) {
        String message = assertThrows(Garbled.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith("/redfish/v1/x: "), message);
    }

    @Test
    void depthAndNumberOfValuesAreBounded() {
        assertThrows(Garbled.class, () -> read("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
        assertThrows(Garbled.class, () -> read("{\"a\":[" + "0,".repeat(300_000) + "0]}"));
    }

    @Test
    void aNumberWrittenAsTextIsOneAndAnEndlessOneIsNot() throws Garbled {
        Document document = read("{\"a\":\"12.5\",\"b\":1e999,\"c\":\"" + "9".repeat(1_000) + "\",\"d\":true}");
        assertEquals(12.5, document.number("a"));
        assertTrue(Double.isNaN(document.number("b")));
        assertTrue(Double.isNaN(document.number("c")));
        assertTrue(Double.isNaN(document.number("d")));
    }

    @Property(tries = 300)
    void nothingThatAControllerSaysMakesItThrowAnythingElse(@ForAll byte[] anything, @ForAll String pointer) {
        try {
            Document document = Document.parse(anything, "/redfish/v1/x", "");
            document.text(pointer, "");
            document.number(pointer);
            document.items(pointer);
        } catch (Garbled e) {
            assertTrue(e.getMessage().startsWith("/redfish/v1/x: "), e.getMessage());
        }
    }
}
