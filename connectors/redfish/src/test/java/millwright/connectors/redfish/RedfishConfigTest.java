package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.connectors.config.SourceProvider;
import org.junit.jupiter.api.Test;

class RedfishConfigTest {
    private static RedfishConfig read(String text) {
        return RedfishConfig.of(ConfigNode.parse("site.yaml", text));
    }

    private static String fault(String text) {
        return assertThrows(ConfigException.class, () -> read(text)).getMessage();
    }

    @Test
    void aControllerIsNamedAloneOrWithItsHost() {
        RedfishConfig config =
                read("protocol: redfish\nbmcs:\n  - 10.1.0.17\n  - { address: https://10.1.0.18, host: n18 }\n");
        assertEquals("https://10.1.0.17/", config.bmcs().get(0).address().toString());
        assertEquals("n18", config.bmcs().get(1).host());
        assertEquals(RedfishConfig.AS_ADMITTED, config.connections());
    }

    @Test
    void wrongKeysAndValuesAreNamedByLine() {
        assertEquals("site.yaml:2: unknown key 'bmc'; did you mean 'bmcs'?", fault("protocol: redfish\nbmc: [ a ]\n"));
        assertTrue(fault("bmcs: []\n").contains("names no controller"));
        assertTrue(fault("bmcs: [ a, https://a ]\n").contains("stands twice"));
        assertTrue(fault("bmcs: [ a ]\nconnections: 5\n").startsWith("site.yaml:2: "));
        assertTrue(fault("bmcs:\n  - { adress: a }\n").contains("did you mean 'address'?"));
        assertTrue(fault("bmcs: [ a ]\nevery: 1m\nsurvey: 10s\n").startsWith("site.yaml:3: survey: "));
        assertTrue(fault("bmcs: [ a ]\nevery: 10m\n").startsWith("site.yaml:2: every: 'survey' (5m where"));
        assertEquals("site.yaml:2: every: must be at least 100ms", fault("bmcs: [ a ]\nevery: 1ms\n"));
        assertEquals("site.yaml:2: timeout: must be at least 50ms", fault("bmcs: [ a ]\ntimeout: 1ms\n"));
    }

    @Test
    void aPasswordIsNotSentOverClearText() {
        String message = fault("bmcs: [ http://10.1.0.17 ]\nuser: u\npassword-file: /etc/p\n");
        assertTrue(message.contains("over clear text"), message);
    }

    @Test
    void anAddressHoldsNoSecret() {
        String message = fault("bmcs: [ 'https://root:hush@10.1.0.17' ]\n");
        assertTrue(message.contains("'password-file'") && !message.contains("hush"), message);
    }

    @Test
    void theProtocolIsFound() {
        assertTrue(ServiceLoader.load(SourceProvider.class).stream()
                .anyMatch(p -> p.get().protocol().equals("redfish")));
    }
}
