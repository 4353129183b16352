package millwright.site;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A building behind a broker, by the contract of DSX Exchange: a rack's power, and a CDU whose supply temperature may be asked
 * for. Tells what it measures once a second, on a virtual thread, as long as there is a broker.
 */
final class Building implements AutoCloseable {
    private final Broker broker;
    private volatile double setpoint = 30;
    private volatile boolean open = true;

    Building(Broker broker) {
        this.broker = broker;
    }

    void begin() {
        Thread.ofVirtual().start(this::tell);
    }

    private void describe() throws IOException, InterruptedException {
        metadata("Rack/RackPower/s1", """
            {"objectType":"Rack","pointType":"RackPower","rackLocationName":"S1","rackLocationId":"S1","engUnit":"kW"}\
            """);
        metadata("CDU/LiquidTemperatureSpRequest/g1", """
            {"objectType":"CDU","pointType":"LiquidTemperatureSpRequest","objectName":"G1","objectId":"G1",
             "engUnit":"C","integration":"MILLWRIGHT"}\
            """);
        metadata("CDU/LiquidTemperature/g1/sp", """
            {"objectType":"CDU","pointType":"LiquidTemperature","objectName":"G1","objectId":"G1",
             "engUnit":"C","isSetpoint":true,"processArea":["Secondary","Supply"]}\
            """);
    }

    /** What the CDU holds from now on. */
    void holds(double celsius) {
        setpoint = celsius;
    }

    private void tell() {
        while (open) {
            try {
                describe(); // a broker that was killed has forgotten it
                value("Rack/RackPower/s1", 88.5);
                value("CDU/LiquidTemperature/g1/sp", setpoint);
            } catch (IOException | InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private void metadata(String point, String json) throws IOException, InterruptedException {
        publish(Broker.metadataTopic(point), json);
    }

    private void value(String point, double value) throws IOException, InterruptedException {
        publish(Broker.valueTopic(point), Broker.good(value));
    }

    /** A broker that is not there is not the building's trouble. */
    private void publish(String topic, String payload) throws IOException, InterruptedException {
        broker.publishing(topic, payload, true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        open = false;
    }
}
