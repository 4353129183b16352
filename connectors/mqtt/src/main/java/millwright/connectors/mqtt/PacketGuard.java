package millwright.connectors.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cuts the stream into packets and lets those through that are no larger than {@value #MOST} bytes. Of a larger message
 * only its name passes, as {@link TooLarge}; the rest is skipped as it comes. MQTT 3.1.1 has no way to ask the broker not
 * to send it, and to hang up would bring it again. The channel's loop.
 */
final class PacketGuard extends ByteToMessageDecoder {
    static final int MOST = 1 << 20;
    private static final int PUBLISH = 3;
    private static final int LENGTH_BYTES = 4;

    /** A message that was passed over. @param id of its packet, 0 at QoS 0 */
    record TooLarge(String topic, int qos, int id, long bytes) {}

    private long skip;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (skip > 0) {
            int now = (int) Math.min(skip, in.readableBytes());
            in.skipBytes(now);
            skip -= now;
            return;
        }
        int start = in.readerIndex();
        int header = headerLength(in, start);
        if (header < 0) {
            return;
        }
        int remaining = remaining(in, start + 1, header - 1);
        if (remaining <= MOST) {
            if (in.readableBytes() >= header + remaining) {
                out.add(in.readRetainedSlice(header + remaining));
            }
            return;
        }
        int first = in.getUnsignedByte(start);
        if (first >> 4 != PUBLISH) {
            throw refused(in, "a packet that is no message has " + remaining + " bytes");
        }
        passOver(in, start, header, remaining, out);
    }

    private void passOver(ByteBuf in, int start, int header, int remaining, List<Object> out) {
        int there = in.readableBytes() - header;
        if (there < 2) {
            return;
        }
        int topicLength = in.getUnsignedShort(start + header);
        int qos = in.getUnsignedByte(start) >> 1 & 3;
        int needed = 2 + topicLength + (qos > 0 ? 2 : 0);
        if (there < needed) {
            return;
        }
        String topic = in.toString(start + header + 2, topicLength, StandardCharsets.UTF_8);
        int id = qos > 0 ? in.getUnsignedShort(start + header + 2 + topicLength) : 0;
        in.skipBytes(header + needed);
        skip = (long) remaining - needed;
        out.add(new TooLarge(topic, qos, id, remaining));
    }

    /** Bytes of the fixed header; -1 while they are not all there. */
    private static int headerLength(ByteBuf in, int start) {
        int there = in.readableBytes();
        for (int i = 1; i <= LENGTH_BYTES; i++) {
            if (there <= i) {
                return -1;
            }
            if ((in.getByte(start + i) & 0x80) == 0) {
                return i + 1;
            }
        }
        throw refused(in, "what came is no MQTT: a length of more than four bytes");
    }

    /** Nothing that follows can be understood either; what is left must not be looked at again when the channel closes. */
    private static CorruptedFrameException refused(ByteBuf in, String why) {
        in.skipBytes(in.readableBytes());
        return new CorruptedFrameException(why);
    }

    private static int remaining(ByteBuf in, int at, int bytes) {
        int length = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            length = length << 7 | in.getByte(at + i) & 0x7f;
        }
        return length;
    }
}
