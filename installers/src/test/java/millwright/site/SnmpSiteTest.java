package millwright.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import millwright.feed.SourceState;
import millwright.hearing.Hearing;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * snmpsim in place of a rack PDU, as {@code .ci/site/snmp.sh start DIR} leaves it. Runs only where {@code -Dsite.snmpsim=DIR}
 * names it; kills it and starts it again.
 */
@EnabledIfSystemProperty(named = "site.snmpsim", matches = ".+")
class SnmpSiteTest {
    private final Daemon pdu = new Daemon("site.snmpsim", "snmp.sh");
    private Hearing heard;

    private void attach(String access) {
        heard = new Hearing(Daemon.source("""
            protocol: snmp
            name: pdus
            every: 300ms
            %s
            devices: [{name: PDU-1, address: "%s", map: apc-rpdu2, rack: R1, feeds: R1, side: a}]
            """.formatted(access, said("SNMP"))));
    }

    @AfterEach
    void detach() {
        heard.close();
    }

    private String said(String key) {
        return pdu.said(key);
    }

    private void thePduIsThere() throws InterruptedException {
        assertEquals(7_340, heard.told("power.observed pdu:PDU-1").value());
        assertEquals(12_345.6 * 3.6e6, heard.told("power.energy pdu:PDU-1").value(), 1);
        assertEquals(11.1, heard.told("power.current.l2 pdu:PDU-1").value(), 1e-5);
        assertEquals(
                DataState.NOT_SUPPORTED,
                heard.told("power.current.l3 pdu:PDU-1").state());
        assertEquals(
                DataState.NOT_SUPPORTED, heard.told("power.factor pdu:PDU-1").state());
        assertEquals(0, heard.told("health pdu:PDU-1").value());
        assertEquals(1_250, heard.told("power.observed busway:PDU-1/outlet/2").value());
        EntityId pdu = new EntityId("pdu:PDU-1");
        assertEquals("SITE000001", heard.plant().nativeIds(pdu).get("serial"));
        int rack = heard.plant().indexOf(new EntityId("rack:R1"));
        assertEquals(
                heard.plant().indexOf(pdu),
                heard.plant().feeders(rack).getFirst().feeder());
    }

    @Test
    void aPduIsReadInTheClear() throws InterruptedException {
        attach("community-file: " + said("COMMUNITY"));
        thePduIsThere();
    }

    @Test
    void aPduIsReadSignedAndEncrypted() throws InterruptedException {
        attach("user: " + said("USER") + "\nauth-file: " + said("AUTH") + "\nprivacy-file: " + said("PRIVACY")
                + "\ncontext: " + said("CONTEXT"));
        thePduIsThere();
    }

    @Test
    void aWrongKeyIsToldAsSuch() throws InterruptedException {
        attach("user: " + said("USER") + "\nauth-file: " + said("PRIVACY") + "\nprivacy-file: " + said("PRIVACY")
                + "\ncontext: " + said("CONTEXT"));
        SourceState failed = heard.state("failed");
        // this agent is silent where others say that the signature is wrong
        assertTrue(failed.detail().contains("a secret of the user is wrong"), failed.detail());
        assertTrue(heard.values().isEmpty(), heard.values().toString());
    }

    @Test
    void theDeathOfAnAgentIsToldAndItsReturnToo() throws IOException, InterruptedException {
        attach("community-file: " + said("COMMUNITY"));
        thePduIsThere();
        pdu.kill();
        SourceState failed = heard.state("failed");
        assertTrue(failed.detail().contains("did not answer"), failed.detail());
        pdu.again();
        heard.state("ok");
    }
}
