package millwright.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import millwright.feed.Feed;

/** A mosquitto that {@code .ci/site/mosquitto.sh} started, where {@code -Dsite.mosquitto} says; a building speaks through it. */
public final class Broker extends Daemon {
    public Broker() {
        super("site.mosquitto", "mosquitto.sh");
    }

    /** What listens to it, by TLS with a user. */
    public Feed listener(String client) {
        return source("""
            protocol: mqtt
            name: building
            url: mqtts://%s
            ca-file: %s
            user: %s
            password-file: %s
            client-id: %s
            integration: MILLWRIGHT
            """.formatted(said("MQTTS"), said("CA"), said("USER"), said("PASSWORD"), client));
    }

    /** The command that publishes. */
    ProcessBuilder publishing(String topic, String payload, boolean retained) {
        String[] address = said("MQTT").split(":");
        List<String> line = new ArrayList<>(List.of(said("PUB"), "-h", address[0], "-p", address[1], "-q", "1"));
        line.addAll(List.of("-t", topic, "-m", payload));
        if (retained) {
            line.add("-r");
        }
        return new ProcessBuilder(line);
    }

    static String metadataTopic(String point) {
        return "BMS/v1/PUB/Metadata/" + point;
    }

    static String valueTopic(String point) {
        return "BMS/v1/PUB/Value/" + point;
    }

    static String good(double value) {
        return "{\"value\":" + value + ",\"timestamp\":" + System.currentTimeMillis() + ",\"quality\":1}";
    }

    public void metadata(String point, String json) throws IOException, InterruptedException {
        output(publishing(metadataTopic(point), json, true));
    }

    public void value(String point, double value) throws IOException, InterruptedException {
        output(publishing(valueTopic(point), good(value), true));
    }
}
