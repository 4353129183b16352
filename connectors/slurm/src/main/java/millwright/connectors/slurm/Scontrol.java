package millwright.connectors.slurm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Slurm's own tool, for what an older slurmrestd cannot be told. Each call is one process without a shell, ended when it
 * takes too long. Any thread.
 *
 * @param configuration the tool's slurm.conf; its own when empty @param timeout ns
 */
record Scontrol(Path tool, Optional<Path> configuration, long timeout) {
    private static final int MOST_WORDS = 4096;

    void update(String node, String state, String reason) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("update", "NodeName=" + plain(node), "State=" + state));
        if (state.equals("DRAIN")) {
            words.add("Reason=" + reason);
        }
        call(words);
    }

    void requeue(String job) throws IOException, InterruptedException {
        call(List.of("requeue", plain(job)));
    }

    /** A name that unfolds or starts like an option would make more of an order than was asked. */
    private static String plain(String name) throws IOException {
        if (!name.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*") || name.equalsIgnoreCase("ALL")) {
            throw new IOException("'" + name + "' is no plain name");
        }
        return name;
    }

    private void call(List<String> words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(tool.toString()));
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        configuration.ifPresent(c -> builder.environment().put("SLURM_CONF", c.toString()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException(tool + " cannot be started: " + e.getMessage(), e);
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout, TimeUnit.NANOSECONDS)) {
                throw new IOException(tool + " did not end within " + timeout / 1_000_000 + " ms");
            }
            String said = said(process.getInputStream());
            if (process.exitValue() != 0) {
                throw new IOException(tool.getFileName() + " says: " + (said.isEmpty() ? "nothing" : said));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static String said(InputStream output) throws IOException {
        String text = new String(output.readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
        return text.strip().replaceAll("\\s+", " ");
    }
}
