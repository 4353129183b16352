package millwright.connectors.logs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyBytesTest {
    private static final String[] SEEDS = {
        "[Sun Feb 23 16:24:18 2025] NVRM: Xid (PCI:0000:9b:00): 119, pid=2024380, name=nvidia-smi, Timeout after 6s",
        "NVRM: Xid (PCI:0000:04:00): 149, NETIR_LINK_EVT Fatal XC0 i0 Link 08 (0x004505c6 0x00000000 0x00000000)",
        "kern  :warn  : 2025-01-21T04:41:44,283302+00:00 nvidia-nvswitch3: SXid (PCI:0000:05:00.0): 12028, Non-fatal,"
                + " x",
        "4,3964,206764307,-;mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 5: be00000000800400",
        "<4>1 2025-01-21T04:41:44.283302Z n17 kernel - - [a@1 k=\"v\"] mlx5_core 0000:5c:00.0 ib0: Link down",
        "<4>Feb 23 16:24:18 n17 slurmctld[7]: error: Nodes n[1-3,07] not responding, setting DOWN",
        "[Feb 25 2025 13:59:45] [ERROR] [tid 841] detected NVSwitch fatal error 20034 on fid 0 pci bus id"
                + " 00000000:86:00.0",
        "EDAC MC0: 1 CE memory read error on CPU_SrcID#0 (channel:0)",
        "__CURSOR=s=1\n_HOSTNAME=n17\nMESSAGE\n\u0005\0\0\0\0\0\0\0hello\n\n"
    };

    private static final EventClassifier CLASSIFIER = new EventClassifier();
    private static final LineParser PARSER = new LineParser(ZoneOffset.UTC);
    private static final long NOW = 1_740_000_000_000_000_000L;

    /** By every way in. */
    private static void read(byte[] bytes) {
        Templates templates = new Templates();
        Decoder.Lines lines = (line, offset) -> {
            if (CLASSIFIER.classify(line.program(), line.message()).isEmpty()) {
                templates.add(line.program(), line.host(), line.message());
            }
        };
        new LineDecoder(AnyBytesTest::line).take(bytes, bytes.length, lines);
        new JournalDecoder().take(bytes, bytes.length, lines);
        SyslogFrames frames = new SyslogFrames(text -> lines.accept(line(text), 0));
        if (frames.take(bytes, bytes.length)) {
            frames.end();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String program : new String[] {"kernel", "slurmctld", "fabricmanager", ""}) {
            CLASSIFIER.classify(program, text);
        }
    }

    private static LogLine line(String text) {
        return PARSER.parse(text, OptionalLong.of(NOW), NOW);
    }

    @Provide
    Arbitrary<byte[]> changed() {
        Arbitrary<byte[]> seeds = Arbitraries.of(SEEDS).map(s -> s.getBytes(StandardCharsets.UTF_8));
        return Combinators.combine(
                        seeds,
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.bytes(),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(12))
                .as((seed, at, one, insert) -> {
                    int where = at % seed.length;
                    byte[] bytes = new byte[seed.length + insert.length];
                    System.arraycopy(seed, 0, bytes, 0, where);
                    System.arraycopy(insert, 0, bytes, where, insert.length);
                    System.arraycopy(seed, where, bytes, where + insert.length, seed.length - where);
                    bytes[(where * 7 + insert.length) % bytes.length] = one;
                    return bytes;
                });
    }

    @Property(tries = 5_000)
    void knownLinesWithAFewBytesChangedThrowNothing(@ForAll("changed") byte[] bytes) {
        assertDoesNotThrow(() -> read(bytes));
    }

    @Property(tries = 1_000)
    void anyBytesThrowNothing(@ForAll byte[] bytes) {
        assertDoesNotThrow(() -> read(bytes));
    }
}
