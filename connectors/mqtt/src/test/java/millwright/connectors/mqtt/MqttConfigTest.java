package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import millwright.connectors.config.ConfigException;
import millwright.connectors.config.ConfigNode;
import millwright.hearing.OwnCertificate;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttConfigTest {
    private static MqttConfig of(String text) {
        return MqttConfig.of(ConfigNode.parse("site.yaml", text));
    }

    private static String refusal(String text) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> of(text)).getMessage());
    }

    @Test
    void aTokenGoesAsThePasswordOfTheContractsUser() {
        MqttConfig config = of("url: mqtts://broker.example.com\ntoken-file: t\n");
        assertEquals("oauthtoken", config.broker().user());
        assertEquals(8883, config.broker().port());
        assertTrue(config.broker().tls());
    }

    @Test
    void withoutAnIdOfTheirOwnTwoProgramsDoNotDriveEachOtherAway() {
        MqttConfig one = of("url: 127.0.0.1:1883\n");
        MqttConfig two = of("url: 127.0.0.1:1883\n");
        assertNotEquals(one.clientId(), two.clientId());
        assertFalse(one.kept());
        MqttConfig named = of("url: 127.0.0.1:1883\nclient-id: hall-2\n");
        assertEquals("hall-2", named.clientId());
        assertTrue(named.kept());
    }

    @Test
    void aBrokerInTheClearIsShownNoCertificate(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder, "own", "dns:gateway");
        String keys = "cert-file: " + own.certificate() + "\nkey-file: " + own.key() + "\n";
        String message = refusal(keys + "url: mqtt://127.0.0.1\n");
        assertTrue(message.startsWith("site.yaml:1: cert-file: ") && message.contains("mqtts://"), message);
        assertTrue(of(keys + "url: mqtts://broker\n").broker().shown().isPresent());
    }

    @Test
    void aSecretIsNotSentInTheClear() {
        assertTrue(refusal("url: mqtt://broker.example.com\ntoken-file: t\n").contains("mqtts://"));
        assertEquals(
                "oauthtoken",
                of("url: 127.0.0.1:1883\ntoken-file: t\n").broker().user());
    }

    @Test
    void whatIsWrittenMustShowBeforeTheControlRoomGivesUp() {
        assertTrue(refusal("url: 127.0.0.1\nconfirm: 2m\n").startsWith("site.yaml:2: confirm: must be at most 50s"));
    }

    @Test
    void aWrongKeyNamesTheNearest() {
        String why = refusal("url: 127.0.0.1\nintegraton: M\n");
        assertTrue(why.contains("site.yaml:2") && why.contains("integration"), why);
    }

    @Test
    void aMeterMayBeTheUtilitysOfAFeed() {
        MqttConfig config = of("url: 127.0.0.1\nmeters:\n- object: PM-1\n  kind: utility\n  side: a\n  feed: main-a\n");
        assertEquals(EntityKind.UTILITY, config.meters().getFirst().kind());
        assertTrue(refusal("url: 127.0.0.1\nmeters:\n- object: PM-1\n  kind: utilty\n")
                .contains("utility"));
    }

    @Test
    void anIntegrationIsOneLevelOfATopic() {
        assertTrue(refusal("url: 127.0.0.1\nintegration: a/b\n").contains("one level"));
        assertTrue(refusal("url: http://x\n").contains("mqtts://host:8883"));
    }
}
