package millwright.connectors.wire;

import java.util.Random;
import millwright.feed.Column;
import millwright.feed.Frame;
import millwright.feed.Origin;
import millwright.feed.States;
import millwright.plant.DataState;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.MetricId;

/** A frame of a large plant: 10,000 GPUs, some of them not there. */
final class TenThousand {
    private TenThousand() {}

    static Frame frame() {
        Random random = new Random(7);
        float[] values = new float[10_000];
        byte[] states = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (640 + 6 * random.nextGaussian());
            states[i] = (byte) (i / 500 == 7 ? DataState.NO_DATA : DataState.OK).ordinal();
        }
        return new Frame(
                new MetricId("gpu.power"),
                EntityKind.GPU,
                3,
                null,
                1,
                2,
                0,
                new Column.F32(values),
                States.of(states),
                new Origin(EntityId.of(EntityKind.SOURCE, "demo"), true));
    }
}
