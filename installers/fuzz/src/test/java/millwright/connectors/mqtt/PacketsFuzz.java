package millwright.connectors.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;

/** A broker's bytes through the guard and the codec, in two pieces. Only a DecoderException refuses them. */
public final class PacketsFuzz {
    private PacketsFuzz() {}

    public static boolean understands(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new PacketGuard(), new MqttDecoder(PacketGuard.MOST + 16));
        boolean all = true;
        int packets = 0;
        try {
            int cut = bytes.length / 2;
            channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(bytes, cut)));
            channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, cut, bytes.length)));
        } catch (DecoderException e) {
            all = false;
        }
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            all &= !(read instanceof MqttMessage message)
                    || message.decoderResult().isSuccess();
            packets++;
            ReferenceCountUtil.release(read);
        }
        channel.finishAndReleaseAll();
        return all && packets > 0;
    }
}
