package millwright.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProtobufParserTest {
    private interface Part {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        part.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] family(String name, int type, Part metric) throws IOException {
        byte[] label = bytes(out -> {
            out.writeString(1, "UUID");
            out.writeString(2, "a");
        });
        byte[] one = bytes(out -> {
            out.writeByteArray(1, label);
            metric.write(out);
        });
        byte[] body = bytes(out -> {
            out.writeString(1, name);
            out.writeEnum(3, type);
            out.writeByteArray(4, one);
        });
        return bytes(out -> {
            out.writeUInt32NoTag(body.length);
            out.writeRawBytes(body);
        });
    }

    private static byte[] gauge(double value) throws IOException {
        byte[] number = bytes(out -> out.writeDouble(1, value));
        return family("DCGM_FI_DEV_GPU_TEMP", 1, out -> {
            out.writeByteArray(2, number);
            out.writeInt64(6, 1_700_000_000_000L);
        });
    }

    @Test
    void aGaugeItsLabelsAndItsTimeComeThrough() throws IOException {
        Sample sample = ProtobufParser.parse(gauge(61)).samples().getFirst();
        assertEquals("DCGM_FI_DEV_GPU_TEMP", sample.name());
        assertEquals("a", sample.label("UUID"));
        assertEquals(61, sample.value());
        assertEquals("61", sample.raw());
        assertEquals(1_700_000_000_000L, sample.timestamp());
    }

    @Test
    void aHistogramIsTheSamplesOfItsText() throws IOException {
        byte[] bucket = bytes(out -> {
            out.writeUInt64(1, 3);
            out.writeDouble(2, 0.1);
        });
        byte[] histogram = bytes(out -> {
            out.writeUInt64(1, 4);
            out.writeDouble(2, 1.5);
            out.writeByteArray(3, bucket);
        });
        Exposition e = ProtobufParser.parse(family("h", 4, out -> out.writeByteArray(7, histogram)));
        assertEquals("h_bucket 0.1 3.0, h_count  4.0, h_sum  1.5, h_bucket +Inf 4.0", text(e));
    }

    @Test
    void theExponentialBucketsOfANativeHistogramAreToldByTheirBounds() throws IOException {
        byte[] span = bytes(out -> {
            out.writeSInt32(1, 1);
            out.writeUInt32(2, 2);
        });
        byte[] histogram = bytes(out -> {
            out.writeUInt64(1, 6);
            out.writeDouble(2, 12);
            out.writeSInt32(5, 0);
            out.writeUInt64(7, 1);
            out.writeByteArray(12, span);
            out.writeSInt64(13, 2);
            out.writeSInt64(13, 1);
        });
        Exposition e = ProtobufParser.parse(family("h", 4, out -> out.writeByteArray(7, histogram)));
        assertEquals(
                "h_bucket 0.0 1.0, h_bucket 1.0 1.0, h_bucket 2.0 3.0, h_bucket 4.0 6.0, h_bucket +Inf 6.0, "
                        + "h_count  6.0, h_sum  12.0",
                text(e));
    }

    private static String text(Exposition e) {
        return String.join(
                ", ",
                e.samples().stream()
                        .map(s -> s.name() + " " + s.label("le") + " " + s.value())
                        .toList());
    }

    @Test
    void aCutOffAnswerIsRefusedAsAWhole() throws IOException {
        byte[] whole = gauge(61);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(BadExposition.class, () -> ProtobufParser.parse(cut));
        }
    }

    @Property(tries = 500)
    void garbageIsReadOrRefusedInOneLine(@ForAll byte[] garbage) {
        try {
            assertTrue(ProtobufParser.parse(garbage).samples().size() <= garbage.length);
        } catch (BadExposition e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("family "), e.getMessage());
        }
    }
}
