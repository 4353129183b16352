package millwright.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the fuzzer calls, for every class of {@code targets}: {@code boolean understands(byte[])}, which answers false for
 * what it refuses and throws only what is a finding. It has tried nothing and all seeds before the fuzzer's clock runs:
 * loading and instrumenting classes takes seconds on a busy machine and is no part of the first input.
 */
public final class Target {
    private static MethodHandle understands =
            MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, byte[].class);

    private Target() {}

    /** @param given the class, and the folder of its seeds */
    public static void fuzzerInitialize(String[] given) throws ReflectiveOperationException, IOException {
        understands = MethodHandles.publicLookup()
                .findStatic(Class.forName(given[0]), "understands", MethodType.methodType(boolean.class, byte[].class));
        fuzzerTestOneInput(new byte[0]);
        try (Stream<Path> seeds = Files.list(Path.of(given[1]))) {
            List<Path> all = seeds.sorted().toList();
            for (Path seed : all) {
                fuzzerTestOneInput(Files.readAllBytes(seed));
            }
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            boolean _ = (boolean) understands.invokeExact(bytes);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
        }
    }
}
