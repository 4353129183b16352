package millwright.connectors.otlp;

import com.google.gson.JsonObject;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What goes back to a sender: all taken, some refused, or an error in the protocol's own shape. Keeps nothing. */
final class Answers {
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private Answers() {}

    /** An Export…ServiceResponse; those of metrics and logs have the same fields. */
    static byte[] taken(Refusals refusals, boolean json) {
        if (json) {
            JsonObject answer = new JsonObject();
            if (refusals.count() > 0) {
                JsonObject partial = new JsonObject();
                String field = refusals.things().equals(LogBatch.THINGS) ? "rejectedLogRecords" : "rejectedDataPoints";
                partial.addProperty(field, Long.toString(refusals.count()));
                partial.addProperty("errorMessage", refusals.message());
                answer.add("partialSuccess", partial);
            }
            return answer.toString().getBytes(StandardCharsets.UTF_8);
        }
        if (refusals.count() == 0) {
            return new byte[0];
        }
        byte[] partial = bytes(out -> {
            out.writeInt64(1, refusals.count());
            out.writeString(2, refusals.message());
        });
        return bytes(out -> out.writeByteArray(1, partial));
    }

    /** A google.rpc.Status. */
    static byte[] error(int code, String message, boolean json) {
        if (json) {
            JsonObject answer = new JsonObject();
            answer.addProperty("code", code);
            answer.addProperty("message", message);
            return answer.toString().getBytes(StandardCharsets.UTF_8);
        }
        return bytes(out -> {
            out.writeInt32(1, code);
            out.writeString(2, message);
        });
    }

    private static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
