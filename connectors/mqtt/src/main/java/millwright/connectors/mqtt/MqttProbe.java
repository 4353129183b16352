package millwright.connectors.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import millwright.connectors.config.Door;
import millwright.connectors.config.Found;
import millwright.connectors.config.SourceProbe;
import millwright.connectors.source.SocketKnock;

/**
 * Brokers by how they answer a greeting without credentials; what is published there is not listened to. Where the port
 * does not say whether TLS is spoken, it is tried when the broker complains in TLS. Stateless.
 */
final class MqttProbe implements SourceProbe {
    private static final int CLEAR = 1883;
    private static final int SECURE = 8883;

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final byte[] DISCONNECT = {(byte) 0xe0, 0};
    private static final int CLEAN_SESSION = 2;
    private static final int VERSION_3_1_1 = 4;
    private static final int KEEP_ALIVE = 30;
    private static final int TLS_ALERT = 0x15;

    /** What was heard: nothing of MQTT when the code is negative. */
    private record Answer(int code, boolean tls, boolean trusted, boolean wantsTls) {}

    @Override
    public List<Integer> ports() {
        return List.of(CLEAR, SECURE);
    }

    @Override
    public Optional<Found> ask(Door door) throws IOException, InterruptedException {
        Answer answer = greet(door, door.port() == SECURE);
        if (answer.wantsTls() && !answer.tls() && door.port() != CLEAR) {
            answer = greet(door, true);
        }
        if (answer.code() < 0) {
            return Optional.empty();
        }
        List<String> fill = new ArrayList<>();
        if (answer.code() != 0) {
            fill.add("user and password-file");
        }
        if (!answer.trusted()) {
            fill.add("ca-file");
        }
        String address = (answer.tls() ? "mqtts://" : "mqtt://") + authority(door);
        return Optional.of(new Found(door, address, what(answer.code()), fill));
    }

    /** By number where the name cannot stand in an address. */
    private static String authority(Door door) throws IOException {
        return door.host().contains("_")
                ? InetAddress.getByName(door.host()).getHostAddress() + ":" + door.port()
                : door.authority();
    }

    private static String what(int code) {
        return "MQTT broker"
                + switch (code) {
                    case 0 -> ", which lets anybody in";
                    case 1, 0x84 -> ", which does not want MQTT 3.1.1";
                    case 2, 0x85 -> ", which does not want this client's name";
                    case 3, 0x88 -> ", which serves nobody at present";
                    case 4, 5, 0x86, 0x87 -> ", which wants credentials";
                    default -> ", which refuses with code " + code;
                };
    }

    private static Answer greet(Door door, boolean tls) throws IOException, InterruptedException {
        try (SocketKnock knock = SocketKnock.open(door, tls, "MQTT")) {
            byte[] head = knock.ask(greeting(door.port()), 2);
            if (head.length < 2 || (head[0] & 0xff) != CONNACK || head[1] < 2) {
                return new Answer(-1, tls, knock.trusted(), head.length > 0 && head[0] == TLS_ALERT);
            }
            byte[] said = knock.hear(2);
            if (said.length < 2 || (said[0] & 0xfe) != 0) {
                return new Answer(-1, tls, knock.trusted(), false);
            }
            knock.leave(DISCONNECT);
            return new Answer(said[1] & 0xff, tls, knock.trusted(), false);
        } catch (SSLHandshakeException e) {
            throw new IOException("TLS was not agreed: " + e.getMessage(), e);
        } catch (SSLException e) {
            return new Answer(-1, tls, false, false);
        }
    }

    /** Without credentials and will; its own name, so that no client that is there is thrown out for it. */
    private static byte[] greeting(int port) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(body);
        to.writeUTF("MQTT");
        to.writeByte(VERSION_3_1_1);
        to.writeByte(CLEAN_SESSION);
        to.writeShort(KEEP_ALIVE);
        to.writeUTF("millwright-look-" + port);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(CONNECT);
        packet.write(body.size());
        body.writeTo(packet);
        return packet.toByteArray();
    }

    @Override
    public String blocks(List<Found> found) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            Found broker = found.get(i);
            text.append(
                    "  - protocol: mqtt             # takes it for granted that a building speaks DSX Exchange here\n");
            text.append("    name: mqtt").append(i == 0 ? "" : "-" + (i + 1));
            text.append("\n    url: \"")
                    .append(broker.address())
                    .append("\"  # ")
                    .append(broker.what());
            text.append("\n    # user: NAME\n    # password-file: FILE\n");
            if (broker.fill().contains("ca-file")) {
                text.append("    # ca-file: FILE            # its certificate is by no authority known here\n");
            }
            if (!broker.address().startsWith("mqtts:")) {
                text.append(
                        "    # insecure-token: true     # a password goes over clear text only when this says so\n");
            }
            text.append("    # integration: NAME        # as the building calls this program; left out, nothing is"
                    + " written\n");
            text.append("    # meters: [ {object: NAME, kind: utility, side: a, feed: NAME} ]\n");
        }
        return text.toString();
    }
}
