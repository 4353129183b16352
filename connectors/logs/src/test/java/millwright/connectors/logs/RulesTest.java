package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import millwright.connectors.source.LogClassifier;
import millwright.connectors.source.LogMeaning;
import millwright.connectors.source.LogMeaning.Happened;
import millwright.feed.Priority;
import millwright.plant.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as drivers and daemons write them. */
class RulesTest {
    private final EventClassifier classifier = new EventClassifier();

    private Happened one(String program, String message) {
        List<LogMeaning> found = classifier.classify(program, message);
        assertEquals(1, found.size(), message);
        return (Happened) found.getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 12028, Non-fatal, Link 32 egress non-posted PRIV error"
                        + " (First) | sxid | MEDIUM | SWITCH",
                "nvidia-nvswitch0: SXid (PCI:0000:a9:00.0): 20034, Fatal, Link 30 LTSSM Fault Up | sxid | HIGH |"
                        + " SWITCH",
                "nvidia-nvswitch0: SXid (PCI:0000:a9:00.0): 23017, Fatal, Link 3 ingress credit parity error | sxid |"
                        + " CRITICAL | SWITCH",
                "nvidia-nvswitch0: SXid (PCI:0000:a9:00.0): 99001, Fatal, Link 3 who knows | sxid | HIGH | SWITCH",
                "NVRM: GPU 0000:18:00.0: GPU has fallen off the bus. | gpu.lost | CRITICAL | GPU",
                "NVRM: GPU at PCI:0000:18:00: GPU has fallen off the bus. | gpu.lost | CRITICAL | GPU",
                "NVRM: GPU 0000:18:00.0: RmInitAdapter failed! (0x62:0xffff:2352) | gpu.init.failed | HIGH | GPU",
                "pcieport 0000:00:1c.1: PCIe Bus Error: severity=Corrected, type=Data Link Layer, (Transmitter ID) |"
                        + " pcie.aer | LOW | NODE",
                "nvidia 0000:9b:00.0: PCIe Bus Error: severity=Uncorrectable (Fatal), type=Transaction Layer,"
                        + " (Receiver ID) | pcie.aer | HIGH | GPU",
                "pcieport 0004:00:00.0: PCIe Bus Error: severity=Uncorrectable (Non-Fatal), type=Transaction Layer,"
                        + " (Requester ID) | pcie.aer | MEDIUM | NODE",
                "mlx5_core 0000:07:00.0: AER: PCIe Bus Error: severity=Corrected, type=Data Link Layer, (Receiver ID)"
                        + " | pcie.aer | LOW | NIC",
                "pcieport 0000:e0:03.1: AER: found no error details for 0000:e1:00.0 | pcie.aer | LOW | NODE",
                "pcieport 0000:00:03.0: pciehp: Slot(0-2): Link Down | pcie.link.down | HIGH | NODE",
                "mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 5: be00000000800400 | mce | HIGH | NODE",
                "mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 7: 8c00004000010090 | mce | LOW | NODE",
                "{1}[Hardware Error]: event severity: recoverable | mce | MEDIUM | NODE",
                "mce: CPU3: Core temperature above threshold, cpu clock throttled (total events = 1) | cpu.hot |"
                        + " MEDIUM | NODE",
                "EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0 (channel:0 slot:0 page:0x0) |"
                        + " ecc.host.corrected | LOW | NODE",
                "EDAC MC1: 1 UE memory scrubbing error on CPU_SrcID#1_MC#1_Chan#1_DIMM#0 (channel:1) |"
                        + " ecc.host.uncorrected | HIGH | NODE",
                "Memory failure: 0x1c3fe2: recovery action for dirty LRU page: Recovered | ecc.page | MEDIUM | NODE",
                "Memory cgroup out of memory: Killed process 4711 (python3) total-vm:1kB | oom.kill | LOW | NODE",
                "mlx5_core 0000:5c:00.0 ib0: Link down | link.down | MEDIUM | NIC",
                "mlx5_core 0000:5c:00.0 ens1f0np0: Link up | link.up | INFO | NIC",
                "mlx5_core 0000:5c:00.0: Port module event: module 0, Cable unplugged | link.unplugged | MEDIUM | NIC",
                "mlx5_core 0000:5c:00.0: Port module event: module 0, Cable plugged | link.module | INFO | NIC",
                "mlx5_core 0000:5c:00.0: mlx5_port_module_event:1131:(pid 0): Port module event[error]: module 0,"
                        + " Cable error, High Temperature | link.module.error | HIGH | NIC",
                "mlx5_core 0000:5c:00.0: mlx5_pcie_event:299:(pid 268269): Detected insufficient power on the PCIe"
                        + " slot (27W). | nic.power | MEDIUM | NIC",
                "IPv6: ADDRCONF(NETDEV_CHANGE): ib0: link becomes ready | link.up | INFO | NIC"
            })
    void theKernelSays(String message, String what, Priority priority, EntityKind kind) {
        Happened event = one("kernel", message);
        assertEquals(what, event.what());
        assertEquals(priority, event.priority());
        assertEquals(kind, event.place().kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // announces the line that follows
                "pcieport 0000:00:1c.1: AER: Corrected error received: 0000:00:1c.1",
                "pcieport 0000:00:1c.1:   device [8086:8c12] error status/mask=00001000/00002000",
                // says a second time in numbers what the line before said
                "nvidia-nvswitch0: SXid (PCI:0000:a9:00.0): 20034, Data {0x50610002, 0x10100030}",
                // interfaces of containers
                "IPv6: ADDRCONF(NETDEV_CHANGE): eth0: link becomes ready",
                "IPv6: ADDRCONF(NETDEV_CHANGE): cali44287ff2a69: link becomes ready",
                "NVRM: Xid handling is enabled",
                "some driver: saw NVRM: Xid (PCI:0000:01:00): 79, in a sentence",
                "mlx5_core 0000:5c:00.0: PCIe slot advertised sufficient power (75W)."
            })
    void theKernelOnlyTalks(String message) {
        assertEquals(List.of(), classifier.classify("kernel", message));
        assertEquals(List.of(), classifier.classify("", message));
    }

    @Test
    void aProgramThatQuotesAnXidHasHadNone() {
        String xid = "NVRM: Xid (PCI:0000:01:00): 79, GPU has fallen off the bus.";
        assertEquals("xid", one("kernel", xid).what());
        assertEquals("xid", one("", xid).what());
        assertEquals("xid", one("kernel", "[ 1234.567890] " + xid).what());
        assertEquals("xid", one("", "kernel: " + xid).what());
        assertEquals(List.of(), classifier.classify("gpud", xid));
        assertEquals(List.of(), classifier.classify("", "gpud[12]: " + xid));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error: Nodes n17 not responding, setting DOWN | slurm.node.down | n17",
                "error: Node n17 unexpectedly rebooted boot_time=1740330000 last response=1740329000 |"
                        + " slurm.node.rebooted | n17",
                "Node n17 now responding | slurm.node.back | n17",
                "error: Setting node n17 state to INVAL with reason:gres/gpu count reported lower than configured (7 <"
                        + " 8) | slurm.node.invalid | n17",
                "drain_nodes: node n17 state set to DRAIN | slurm.node.drain | n17",
                "update_node: node n17 reason set to: leak below the rack | slurm.node.reason | n17",
                "Killing JobId=48 on failed node n17 | slurm.job.killed | n17",
                "requeue job JobId=48 due to failure of node n17 | slurm.job.requeued | n17",
                "error: Detected 1 oom_kill event in StepId=48.0. Some of the step tasks have been OOM Killed. |"
                        + " slurm.oom | ''",
                "error: Prolog launch failed, JobId=48 | slurm.prolog | ''",
                "fatal: mkdir(/var/spool/slurmd): Permission denied | slurm.fatal | ''"
            })
    void slurmSays(String message, String what, String host) {
        Happened event = one("slurmctld", message);
        assertEquals(what, event.what());
        assertEquals(host, event.place().host());
        assertEquals(List.of(), classifier.classify("kernel", message));
        assertEquals(what, one("slurmctld", "slurmctld: " + message).what());
    }

    @Test
    void aListOfNodesIsAsManyEvents() {
        List<LogMeaning> found =
                classifier.classify("slurmctld", "error: Nodes n[1-3,07],login not responding, setting DOWN");
        assertEquals(
                List.of("n1", "n2", "n3", "n07", "login"),
                found.stream().map(m -> ((Happened) m).place().host()).toList());
    }

    @Test
    void aListWithoutEndIsCut() {
        assertEquals(HostList.MOST, HostList.expand("n[1-999999999]").size());
        assertEquals(List.of("n001", "n002"), HostList.expand("n[001-002]"));
        assertEquals(List.of("n[1-"), HostList.expand("n[1-"));
    }

    @Test
    void theFabricManagersErrorsAreEventsItsTalkIsNot() {
        String error = "[ERROR] [tid 841] detected NVSwitch fatal error 20034 on fid 0 on NVSwitch pci bus id "
                + "00000000:86:00.0 physical id 3 port 33";
        assertEquals("fabric.sxid", one("fabricmanager", error).what());
        assertEquals(Priority.HIGH, one("fabricmanager", error).priority());
        assertEquals(
                "fabric.error",
                one("", "[ERROR] [tid 9] detected number of NVSwitches don't match with any supported system topology")
                        .what());
        assertEquals(List.of(), classifier.classify("fabricmanager", "[INFO] [tid 1808] multicast group 0 is freed."));
    }

    @Test
    void otherSourcesFindTheClassifierAsAService() {
        LogClassifier found =
                ServiceLoader.load(LogClassifier.class).findFirst().orElseThrow();
        assertTrue(found instanceof EventClassifier);
    }
}
