package millwright.connectors.prometheus;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Reads one message that is embedded in another, up to its end. */
interface ProtobufPart {
    void read(CodedInputStream in) throws IOException;

    /** Reads the message whose tag was just read. */
    static void nested(CodedInputStream in, ProtobufPart part) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        part.read(in);
        in.popLimit(limit);
    }

    /** A label as expositions and remote reads write it, both fields text. */
    record Label(String name, String text) {
        static Label of(CodedInputStream in) throws IOException {
            String name = "";
            String text = "";
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case 10 -> name = in.readString();
                    case 18 -> text = in.readString();
                    default -> in.skipField(tag);
                }
            }
            return new Label(name, text);
        }
    }
}
