package millwright.connectors.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import millwright.feed.ActionHeader;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.InBandProfile;
import millwright.plant.MetricId;
import millwright.plant.RackSlot;
import millwright.plant.StepFunction;

/** Makes any record of the model by its components, hostile numbers and empty lists included. */
final class AnyRecord {
    private static final double[] HOSTILE = {
        Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0
    };
    private static final Set<String> NULLABLE = Set.of("metric", "binding", "finding", "preview", "org", "kind?");

    private final Random random;

    AnyRecord(long seed) {
        random = new Random(seed);
    }

    <T> T of(Class<T> type) {
        return type.cast(make(type, ""));
    }

    private Object make(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic, name);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
        }
        Object simple = simple(raw);
        if (simple == null && raw.isSealed()) {
            Class<?>[] kinds = raw.getPermittedSubclasses();
            return make(kinds[random.nextInt(kinds.length)], name);
        }
        return simple != null ? simple : record(raw);
    }

    private Object simple(Class<?> raw) {
        return switch (raw.getName()) {
            case "java.lang.String" -> text();
            case "long" -> random.nextLong();
            case "int" -> random.nextInt();
            case "boolean" -> random.nextBoolean();
            case "double", "java.lang.Double" -> number();
            case "java.time.ZoneId" -> ZoneId.of(random.nextBoolean() ? "UTC" : "Europe/Zurich");
            default -> special(raw);
        };
    }

    private Object special(Class<?> raw) {
        if (raw == EntityId.class) {
            return EntityId.of(EntityKind.GPU, "g" + random.nextInt(50));
        }
        if (raw == MetricId.class) {
            return new MetricId("gpu.m" + random.nextInt(50));
        }
        if (raw == Frame.class) {
            return frame();
        }
        if (raw == StepFunction.class) {
            return StepFunction.of(
                    new long[] {Long.MIN_VALUE, 5, random.nextInt(6, 1_000)},
                    new double[] {number(), number(), number()});
        }
        if (raw == InBandProfile.class) {
            return new InBandProfile(random.nextInt(256));
        }
        if (raw == RackSlot.class) {
            return new RackSlot(
                    random.nextInt(50),
                    random.nextInt(1, 9),
                    RackSlot.Width.values()[random.nextInt(3)],
                    RackSlot.Face.values()[random.nextInt(2)]);
        }
        if (raw == ActionHeader.class) {
            return new ActionHeader(
                    "k" + random.nextLong(),
                    text(),
                    ActionHeader.ProposerKind.values()[random.nextInt(2)],
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    text());
        }
        return null;
    }

    private Object record(Class<?> raw) {
        try {
            RecordComponent[] parts = raw.getRecordComponents();
            Class<?>[] types = new Class<?>[parts.length];
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                types[i] = parts[i].getType();
                boolean nullable = NULLABLE.contains(parts[i].getName())
                        && parts[i].getAnnotatedType().getAnnotations().length > 0;
                values[i] = nullable && random.nextInt(3) == 0 ? null : part(raw, parts[i]);
            }
            return raw.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + raw, e);
        }
    }

    private Object part(Class<?> raw, RecordComponent part) {
        if (part.getType() == EntityKind.class && Entity.class.isAssignableFrom(raw)) {
            List<EntityKind> fitting = List.of(EntityKind.values()).stream()
                    .filter(kind -> kindFits(raw, kind))
                    .toList();
            return fitting.get(random.nextInt(fitting.size()));
        }
        return make(part.getGenericType(), part.getName());
    }

    private static boolean kindFits(Class<?> raw, EntityKind kind) {
        return switch (kind) {
            case HALL, ROW, LOOP -> raw == Entity.Place.class;
            case CDU, PUMP, CHILLER, LEAK_DETECTOR -> raw == Entity.CoolingDevice.class;
            case REPLICA, MODEL, ORG, TARIFF, GPU_INSTANCE -> raw == Entity.Named.class;
            default -> kind.isPower() && raw == Entity.PowerDevice.class;
        };
    }

    private Object collection(ParameterizedType generic, String name) {
        int size = random.nextInt(4);
        Type[] of = generic.getActualTypeArguments();
        if (generic.getRawType() == Map.class) {
            Map<Object, Object> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(make(of[0], name), make(of[1], name));
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(make(of[0], name));
        }
        return generic.getRawType() == Set.class ? new LinkedHashSet<>(list) : list;
    }

    private Frame frame() {
        int size = random.nextInt(40);
        byte[] states = new byte[size];
        int[] slots = new int[size];
        int at = 0;
        for (int i = 0; i < size; i++) {
            states[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(DataState.values().length) : 0);
            slots[i] = at;
            at += 1 + random.nextInt(500);
        }
        return new Frame(
                of(MetricId.class),
                EntityKind.values()[random.nextInt(EntityKind.values().length)],
                random.nextLong(),
                random.nextBoolean() ? null : slots,
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                column(size),
                States.of(states),
                of(millwright.feed.Origin.class));
    }

    private Column column(int size) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                float[] values = new float[size];
                for (int i = 0; i < size; i++) {
                    // Any bits: NaN payloads and denormals too.
                    values[i] = Float.intBitsToFloat(random.nextInt());
                }
                yield new Column.F32(values);
            }
            case 1 ->
                new Column.F64(
                        random.longs(size).mapToDouble(Double::longBitsToDouble).toArray());
            case 2 -> new Column.I64(random.longs(size).toArray());
            default ->
                new Column.Histograms(
                        new double[] {1, Double.POSITIVE_INFINITY},
                        random.longs(2L * size).toArray(),
                        random.doubles(size).toArray());
        };
    }

    private double number() {
        return random.nextBoolean() ? HOSTILE[random.nextInt(HOSTILE.length)] : random.nextGaussian();
    }

    private String text() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "Größe \uD83D\uDD0C\n\"" + random.nextInt(9);
            default -> "w" + random.nextInt(1_000);
        };
    }
}
