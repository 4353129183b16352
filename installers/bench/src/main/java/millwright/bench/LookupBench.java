package millwright.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Plant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding an entity by its id in a plant of 100,000, beside a HashMap of the same ids. */
public final class LookupBench implements Bench {
    private static final int GPUS = 100_000;
    private static final int ASKED = 1_000;

    @Override
    public String name() {
        return "lookup";
    }

    @Override
    public List<Row> run() throws Exception {
        Jmh.Scores scores = Jmh.scores(Lookups.class);
        Lookups lookups = new Lookups();
        Proof proof = Proof.that(
                lookups.plant() == lookups.hashMap(), ASKED + " random ids: the sums of their indices are equal");
        Row row = Row.of(
                "entity found by id, " + GPUS + " GPUs, random order",
                scores.of("plant"),
                "ns",
                Target.none(false),
                proof);
        return List.of(row.beside(new Peer("java.util.HashMap", scores.of("hashMap"))));
    }

    /** What JMH runs, in a fork; ids are other objects than those in the tables, as ids from a wire are. */
    @State(Scope.Benchmark)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @OperationsPerInvocation(ASKED)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public static class Lookups {
        private final Plant plant;
        private final Map<EntityId, Integer> map = new HashMap<>();
        private final EntityId[] asked = new EntityId[ASKED];

        public Lookups() {
            var builder = Plant.builder();
            for (int i = 0; i < GPUS; i++) {
                builder.put(new Entity.Gpu(id(i), "G" + i % 4, i % 4, "GB200"));
                map.put(id(i), i);
            }
            plant = builder.build(1);
            SplittableRandom random = new SplittableRandom(11);
            for (int i = 0; i < ASKED; i++) {
                asked[i] = id(random.nextInt(GPUS));
            }
        }

        @Benchmark
        public long plant() {
            long sum = 0;
            for (EntityId id : asked) sum += plant.indexOf(id);
            return sum;
        }

        @Benchmark
        public long hashMap() {
            long sum = 0;
            for (EntityId id : asked) sum += map.getOrDefault(id, -1);
            return sum;
        }

        private static EntityId id(int i) {
            return EntityId.of(EntityKind.GPU, "R" + i / 72 + "-T" + i / 4 % 18 + "-G" + i % 4);
        }
    }
}
