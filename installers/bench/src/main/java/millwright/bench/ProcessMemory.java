package millwright.bench;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds after a full collection, in bytes; CPU in ns. */
record ProcessMemory(long resident, long heap, long direct, long cpu) {
    static ProcessMemory of(String line) {
        String[] words = line.split(" ");
        return new ProcessMemory(
                Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4]));
    }

    /** A line that {@link #of} reads. Resident is taken before the collection, as the machine sees it. */
    static String now() throws IOException {
        long resident = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                resident = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        long cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(d -> d.toNanos())
                .orElse(0L);
        return "memory " + resident + " " + heap + " " + direct + " " + cpu;
    }

    String text() {
        return "heap " + (heap >> 20) + " MiB after a full collection, direct " + (direct >> 20) + " MiB";
    }
}
