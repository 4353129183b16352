package millwright.site;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import millwright.loop.GatewayProcess;

/**
 * A small site on loopback: Debian's daemons as their scripts left them, what this process serves of recorded data, and the
 * real program as a gateway on all of it. Nothing here is shared with another test.
 */
final class OneSite implements AutoCloseable {
    /** GPUs that Slurm's node has, each as the recorded one. */
    static final int GPUS = 4;
    /** Another host, which Prometheus alone scrapes. */
    static final String FAR_HOST = "n19";

    static final String FAR_UUID = "00000000-d9cf-fef3-62e9-d92044ab6e52";
    /** And one that VictoriaMetrics alone scrapes. */
    static final String THIRD_HOST = "n20";

    static final String THIRD_UUID = "00000001-d9cf-fef3-62e9-d92044ab6e52";
    static final String SERIAL = "437XR1138R2";
    static final String SYSTEM = "/redfish/v1/Systems/437XR1138R2";
    /** The GPU of which a log told before anybody else did. */
    static final int XID_BEFORE = 3;

    private static final String PROCESSORS = SYSTEM + "/Processors";
    private static final String RECORDED_UUID = "604ac76c-d9cf-fef3-62e9-d92044ab6e52";
    /** The clock that each store was told of the past, MHz. */
    private static final int FIRST_CLOCK = 1_000;

    final Daemon slurm = new Daemon("site.slurm", "slurm.sh");
    final Broker broker = new Broker();
    final Daemon pdu = new Daemon("site.snmpsim", "snmp.sh");
    final Daemon store = new Daemon("site.prometheus", "prometheus.sh");
    final Daemon victoria = new Daemon("site.victoria", "victoria.sh");
    final String host = slurm.said("NODE");
    final CoolingDevice cooling = new CoolingDevice();
    final Building building = new Building(broker);
    final RedfishTree bmc;
    final Exporter exporter;
    final long pastFrom;
    final GatewayProcess gateway;
    final OtlpSender sender;
    private final Path folder;

    OneSite(Path folder, Path data) throws Exception {
        this.folder = folder;
        cooling.registers.putAll(Map.of(100, 250, 101, 420));
        bmc = new RedfishTree(folder);
        board(data.resolve("redfish/public-rackmount1"));
        String recorded = Files.readString(data.resolve("metrics-samples/dcgm-exporter-readme.prom"));
        String near = IntStream.range(0, GPUS)
                .mapToObj(n -> of(recorded, host, n, uuid(n)))
                .collect(Collectors.joining());
        exporter = new Exporter(Map.of(
                "/metrics", near,
                "/far", of(recorded, FAR_HOST, 0, FAR_UUID),
                "/third", of(recorded, THIRD_HOST, 0, THIRD_UUID)));
        exporter.kill(); // it comes later: Slurm and the controller share no name of a board, and DCGM has one of each
        pastFrom = Instant.now().getEpochSecond() / 60 * 60 - 7_200;
        store.tell("past", past(0, 1, "# EOF\n").toString());
        victoria.tell("past", past(1, 1_000, "").toString());
        scrape(store, "/metrics", "/far");
        scrape(victoria, "/metrics", "/third");
        building.begin();
        inventory();
        xid(XID_BEFORE);
        gateway = GatewayProcess.start(
                folder, "gateway", "--config", configuration().toString(), "--listen", "localhost:0");
        sender = new OtlpSender(Path.of(System.getProperty("site.otlp", "")), "localhost:" + gateway.port());
    }

    private void scrape(Daemon by, String... paths) throws IOException {
        String targets = Stream.of(paths)
                .map(path -> "{\"targets\":[\"" + exporter.address() + "\"],\"labels\":{\"__metrics_path__\":\"" + path
                        + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        Files.writeString(Path.of(by.said("TARGETS")), targets);
    }

    static String uuid(int gpu) {
        return RECORDED_UUID.substring(0, RECORDED_UUID.length() - 1) + (2 + gpu);
    }

    static String limit(int gpu) {
        return PROCESSORS + "/GPU_" + gpu + "/EnvironmentMetrics";
    }

    /** As the kernel writes it. */
    static String pci(int gpu) {
        return "0000:" + Integer.toHexString(0x3b + gpu) + ":00";
    }

    /** An XID of one of the node's GPUs, as rsyslog puts it into a file. */
    void xid(int gpu) throws IOException {
        String line = Instant.now() + " " + host + " kernel: NVRM: Xid (PCI:" + pci(gpu)
                + "): 31, pid=4711, name=python, Ch 00000008, intr 10000000. MMU Fault\n";
        Files.writeString(folder.resolve("kern.log"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The node in a rack, as somebody entered it: under the serial number that its controller says too. */
    private void inventory() throws IOException {
        Path export = Files.createDirectories(folder.resolve("netbox"));
        Files.writeString(export.resolve("sites.json"), "[{\"id\": 1, \"name\": \"Site\", \"slug\": \"site\"}]");
        Files.writeString(
                export.resolve("racks.json"),
                "[{\"id\": 2, \"name\": \"R4-16\", \"site\": {\"id\": 1}, \"u_height\": 48}]");
        Files.writeString(export.resolve("devices.json"), """
            [{"id": 3, "name": "%s", "serial": "%s", "role": {"id": 1, "name": "Server", "slug": "server"},
              "device_type": {"id": 1, "model": "1U"}, "site": {"id": 1}, "rack": {"id": 2}, "position": 12,
              "face": {"value": "front"}}]
            """.formatted(host, SERIAL));
        Files.writeString(export.resolve("device-types.json"), "[{\"id\": 1, \"model\": \"1U\", \"u_height\": 1}]");
    }

    /** As dcgm-exporter says it of one of its GPUs, with the name of its host and its address, which the recording leaves out. */
    private static String of(String recorded, String host, int gpu, String uuid) {
        String labels = "{Hostname=\"" + host + "\",gpu=\"" + gpu + "\",pci_bus_id=\"0000" + pci(gpu) + ".0\"";
        return recorded.replace("{gpu=\"0\"", labels)
                .replace(RECORDED_UUID, uuid)
                .lines()
                .filter(line -> gpu == 0 || !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The recorded server, under the full name of Slurm's node and with the GPUs that DCGM tells of. */
    private void board(Path tree) throws IOException {
        bmc.tree(tree);
        JsonObject system = bmc.get(SYSTEM);
        system.addProperty("HostName", host + ".site.example");
        bmc.put(SYSTEM, system.toString());
        JsonObject processors = bmc.get(PROCESSORS);
        for (int n = 0; n < GPUS; n++) {
            JsonObject link = new JsonObject();
            link.addProperty("@odata.id", PROCESSORS + "/GPU_" + n);
            processors.getAsJsonArray("Members").add(link);
            bmc.put(PROCESSORS + "/GPU_" + n, """
                {"Id":"GPU_%d","ProcessorType":"GPU","UUID":"%s","EnvironmentMetrics":{"@odata.id":"%s"}}\
                """.formatted(n, uuid(n), limit(n)));
            bmc.put(limit(n), """
                {"PowerWatts":{"Reading":90},"TemperatureCelsius":{"Reading":44},
                 "PowerLimitWatts":{"SetPoint":150,"AllowableMin":100,"AllowableMax":200,"DefaultSetPoint":200}}\
                """);
        }
        bmc.put(PROCESSORS, processors.toString());
    }

    /** What a store was told of one GPU: a sample each 15 s of two hours, until ten minutes ago; each minute another value. */
    static double clock(long second, long from) {
        return FIRST_CLOCK + (second - from) / 60;
    }

    /** @param unit of times, so many in a second @param end of the file, as the store wants it */
    private Path past(int gpu, long unit, String end) throws IOException {
        StringBuilder text = new StringBuilder("# TYPE DCGM_FI_DEV_SM_CLOCK gauge\n");
        for (long at = pastFrom; at < pastFrom + 6_600; at += 15) {
            text.append("DCGM_FI_DEV_SM_CLOCK{Hostname=\"" + host + "\",gpu=\"" + gpu + "\",UUID=\"GPU-" + uuid(gpu)
                            + "\"} ")
                    .append(clock(at, pastFrom))
                    .append(" " + at * unit + "\n");
        }
        return Files.writeString(folder.resolve("past-" + gpu), text + end);
    }

    private Path configuration() throws IOException {
        Path password = Files.writeString(folder.resolve("bmc-password"), RedfishTree.PASSWORD);
        Path map = Files.writeString(folder.resolve("cdu.yaml"), """
            device: Test CDU
            kind: cdu
            registers: holding
            points:
              - {metric: cooling.supply.setpoint, register: 100, type: int16, scale: 0.1, write: {min: 18, max: 40, step: 0.5}}
              - {metric: cooling.flow, register: 101, type: uint16}
            """);
        Map<String, String> said = new HashMap<>(Map.of(
                "folder", folder.toString(),
                "exporter", exporter.address(),
                "store", store.said("PROMETHEUS"),
                "victoria", victoria.said("VICTORIA"),
                "bmc", bmc.address(),
                "user", RedfishTree.USER,
                "password", password.toString(),
                "authority", bmc.authority().toString(),
                "cooling", "127.0.0.1:" + cooling.port(),
                "map", map.toString()));
        for (String key : new String[] {"REST", "TOKEN", "SCONTROL", "CONF"}) {
            said.put("slurm." + key, slurm.said(key));
        }
        for (String key : new String[] {"MQTTS", "CA", "USER", "PASSWORD"}) {
            said.put("mqtt." + key, broker.said(key));
        }
        for (String key : new String[] {"SNMP", "USER", "AUTH", "PRIVACY", "CONTEXT"}) {
            said.put("snmp." + key, pdu.said(key));
        }
        String text = SITE;
        for (String key : said.keySet()) {
            text = text.replace("${" + key + "}", Objects.requireNonNull(said.get(key)));
        }
        return Files.writeString(folder.resolve("site.yaml"), text);
    }

    private static final String SITE = """
        name: one-site
        state: ${folder}/state
        sources:
          - {protocol: prometheus, name: dcgm, every: 500ms, targets: ["http://${exporter}/metrics"]}
          - {protocol: prometheus, name: store, every: 1s, store: "http://${store}"}
          - {protocol: prometheus, name: victoria, every: 1s, store: "http://${victoria}/prometheus"}
          - protocol: slurm
            url: "http://${slurm.REST}"
            user: root
            token-file: ${slurm.TOKEN}
            scontrol: ${slurm.SCONTROL}
            slurm-conf: ${slurm.CONF}
            every: 500ms
          - protocol: redfish
            bmcs: [ "${bmc}" ]
            every: 500ms
            user: ${user}
            password-file: ${password}
            ca-file: ${authority}
          - protocol: mqtt
            name: building
            url: "mqtts://${mqtt.MQTTS}"
            ca-file: ${mqtt.CA}
            user: ${mqtt.USER}
            password-file: ${mqtt.PASSWORD}
            client-id: millwright-one-site
            integration: MILLWRIGHT
          - protocol: modbus
            name: cooling
            every: 500ms
            timeout: 1s
            write: true
            devices: [{name: C1, address: "${cooling}", map: ${map}}]
          - protocol: snmp
            name: pdus
            every: 500ms
            user: ${snmp.USER}
            auth-file: ${snmp.AUTH}
            privacy-file: ${snmp.PRIVACY}
            context: ${snmp.CONTEXT}
            devices: [{name: PDU-1, address: "${snmp.SNMP}", map: apc-rpdu2, rack: S1, feeds: S1, side: a}]
          - {protocol: otlp, every: 500ms}
          - {protocol: logs, every: 200ms, files: ["${folder}/kern.log"]}
          - {protocol: netbox, export: "${folder}/netbox"}
        """;

    @Override
    public void close() throws IOException {
        building.close();
        sender.close();
        gateway.kill();
        exporter.close();
        bmc.close();
        cooling.close();
        scrape(store);
        scrape(victoria);
    }
}
