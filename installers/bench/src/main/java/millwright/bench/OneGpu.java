package millwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What reading one GPU's day took in processes of their own, each median. @param right every checksum was the load's */
record OneGpu(double millis, double openMillis, double cpuMillis, int reads, boolean right) {
    private static final int READS = 5;

    /** A command that reads one GPU. */
    interface Reader {
        List<String> command(int gpu) throws IOException;
    }

    static OneGpu read(CaptureLoad load, Reader reader) throws IOException, InterruptedException {
        double[] times = new double[READS];
        double[] opened = new double[READS];
        double[] cpu = new double[READS];
        boolean right = true;
        for (int i = 0; i < READS; i++) {
            int gpu = 1 + i * load.gpus() / READS;
            Process process = new ProcessBuilder(reader.command(gpu))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                String line = said.readLine();
                process.waitFor();
                if (line == null) {
                    throw new IOException("the reader of one GPU ended without a result");
                }
                String[] words = line.split(" ");
                opened[i] = Double.parseDouble(words[0]);
                times[i] = Double.parseDouble(words[1]);
                cpu[i] = Double.parseDouble(words[2]);
                right &= Long.parseLong(words[3]) == load.checksum(gpu);
            }
        }
        return new OneGpu(median(times), median(opened), median(cpu), READS, right);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    Row row(String what, Target target, boolean peersRight, List<Peer> peers) {
        Proof proof = Proof.that(
                right && peersRight,
                reads + " GPUs: checksums of all values equal; CPU " + Table.number(cpuMillis) + " ms; opening took "
                        + Table.number(openMillis) + " ms more");
        return Row.of(what, millis, "ms", target, proof).beside(peers.toArray(Peer[]::new));
    }
}
