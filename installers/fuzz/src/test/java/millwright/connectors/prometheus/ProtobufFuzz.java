package millwright.connectors.prometheus;

import millwright.fuzz.Said;

/** The protobuf exposition. Only a BadExposition refuses it. */
public final class ProtobufFuzz {
    private ProtobufFuzz() {}

    public static boolean understands(byte[] bytes) {
        try {
            return Mapped.whole(ProtobufParser.parse(bytes), Integer.MAX_VALUE);
        } catch (BadExposition e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
