package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import org.junit.jupiter.api.Test;

class PacketGuardTest {
    private static final byte[] PING = {(byte) 0xd0, 0};

    @Test
    void packetsPassWholeHoweverTheyCome() {
        byte[] puback = {0x40, 2, 0, 7};
        for (int cut = 0; cut <= puback.length; cut++) {
            EmbeddedChannel channel = new EmbeddedChannel(new PacketGuard());
            channel.writeInbound(Unpooled.copiedBuffer(puback, 0, cut));
            channel.writeInbound(Unpooled.copiedBuffer(puback, cut, puback.length - cut));
            ByteBuf packet = channel.readInbound();
            assertEquals(4, packet.readableBytes(), "cut at " + cut);
            packet.release();
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void aLargeMessageIsSkippedAndTheNextPasses() {
        EmbeddedChannel channel = new EmbeddedChannel(new PacketGuard());
        int payload = 3 * PacketGuard.MOST;
        int remaining = 2 + 1 + 2 + payload;
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {
            0x32,
            (byte) (remaining & 0x7f | 0x80),
            (byte) (remaining >> 7 & 0x7f | 0x80),
            (byte) (remaining >> 14 & 0x7f | 0x80),
            (byte) (remaining >> 21),
            0
        }));
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {1, 't', 0, 9}));
        assertEquals(new PacketGuard.TooLarge("t", 1, 9, remaining), channel.readInbound());
        for (int left = payload; left > 0; left -= 1 << 16) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[Math.min(left, 1 << 16)]));
        }
        assertNull(channel.readInbound());
        channel.writeInbound(Unpooled.copiedBuffer(PING));
        ByteBuf packet = channel.readInbound();
        assertEquals(2, packet.readableBytes());
        packet.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsNoMqttIsRefused() {
        EmbeddedChannel channel = new EmbeddedChannel(new PacketGuard());
        byte[] garbage = {0x30, -1, -1, -1, -1, -1};
        assertThrows(CorruptedFrameException.class, () -> channel.writeInbound(Unpooled.copiedBuffer(garbage)));
        channel.finishAndReleaseAll();
    }
}
