package millwright.connectors.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.List;
import millwright.feed.Frame;
import millwright.feed.PlantChanged;
import millwright.plant.Entity;
import millwright.plant.EntityId;
import millwright.plant.EntityKind;
import millwright.plant.Relation;
import millwright.plant.RelationKind;
import millwright.plant.v1.V1;
import org.junit.jupiter.api.Test;

/** An older desk with a newer gateway and the other way round. */
class VersionsTest {
    private static final Frame FRAME = TenThousand.frame();

    @Test
    void aFieldOfANewerGatewayIsPassedOver() throws Exception {
        Descriptor newer = changed(
                        "Frame",
                        frame -> frame.addField(FieldDescriptorProto.newBuilder()
                                .setName("calibration")
                                .setNumber(200)
                                .setType(Type.TYPE_STRING)
                                .setLabel(Label.LABEL_OPTIONAL)))
                .findMessageTypeByName("Frame");
        DynamicMessage frame = DynamicMessage.newBuilder(newer)
                .mergeFrom(FrameCodec.encode(FRAME).toByteString())
                .setField(newer.findFieldByName("calibration"), "2027-01")
                .build();
        assertTrue(SameBits.same(FRAME, FrameCodec.decode(V1.Frame.parseFrom(frame.toByteString()))));
    }

    @Test
    void aKindOfEventOfANewerGatewayIsPassedOver() throws Exception {
        Descriptor newer = changed(
                        "PlantMessage",
                        message -> message.addField(FieldDescriptorProto.newBuilder()
                                .setName("forecast")
                                .setNumber(300)
                                .setType(Type.TYPE_STRING)
                                .setOneofIndex(0)
                                .setLabel(Label.LABEL_OPTIONAL)))
                .findMessageTypeByName("PlantMessage");
        DynamicMessage message = DynamicMessage.newBuilder(newer)
                .setField(newer.findFieldByName("sequence"), 9L)
                .setField(newer.findFieldByName("forecast"), "rain")
                .build();
        V1.PlantMessage seen = EventCodec.parse(message.toByteArray());
        assertEquals(9, seen.getSequence());
        assertNull(EventCodec.decode(seen));
    }

    @Test
    void anEntityOfAnUnknownKindIsPassedOverWithItsRelations() {
        V1.PlantChanged newer = V1.PlantChanged.newBuilder()
                .setWhole(true)
                .setRevision(1)
                .addPut(V1.Entity.newBuilder().setId("robot:1").setName("R").setKindValue(99))
                .addPut(V1.Entity.newBuilder().setId("hall:1").setName("H").setKindValue(Words.number(EntityKind.HALL)))
                .addPut(V1.Entity.newBuilder().setId("row:1").setName("W").setKindValue(Words.number(EntityKind.ROW)))
                .addRelated(V1.Relation.newBuilder()
                        .setKindValue(Words.number(RelationKind.CONTAINS))
                        .setFromPut(2)
                        .setToPut(1))
                .addRelated(V1.Relation.newBuilder()
                        .setKindValue(Words.number(RelationKind.CONTAINS))
                        .setFromPut(2)
                        .setToPut(3))
                .build();
        PlantChanged seen = PlantCodec.decode(newer);
        EntityId hall = new EntityId("hall:1");
        EntityId row = new EntityId("row:1");
        assertEquals(
                List.of(hall, row), seen.change().put().stream().map(Entity::id).toList());
        assertEquals(
                List.of(Relation.of(RelationKind.CONTAINS, hall, row)),
                seen.change().related());
    }

    @Test
    void aDeskThatLacksFieldsStillReadsTheRest() throws Exception {
        Descriptor older = changed("Frame", frame -> {
                    for (int i = frame.getFieldCount() - 1; i >= 0; i--) {
                        if (List.of("interval", "origin")
                                .contains(frame.getField(i).getName())) {
                            frame.removeField(i);
                        }
                    }
                })
                .findMessageTypeByName("Frame");
        DynamicMessage seen =
                DynamicMessage.parseFrom(older, FrameCodec.encode(FRAME).toByteString());
        assertEquals("gpu.power", seen.getField(older.findFieldByName("metric")));
        assertEquals(FRAME.size(), seen.getField(older.findFieldByName("size")));
        // What it does not know it hands on unharmed.
        assertTrue(SameBits.same(FRAME, FrameCodec.decode(V1.Frame.parseFrom(seen.toByteString()))));
    }

    @Test
    void everyWordHasTheNumberOfItsConstant() {
        for (EntityKind kind : EntityKind.values()) {
            assertEquals(
                    "ENTITY_KIND_" + kind.name(),
                    V1.EntityKind.forNumber(Words.number(kind)).name());
        }
        for (millwright.feed.ActionStage stage : millwright.feed.ActionStage.values()) {
            assertEquals(
                    "ACTION_STAGE_" + stage.name(),
                    V1.ActionStage.forNumber(Words.number(stage)).name());
        }
        for (millwright.plant.ValueType type : millwright.plant.ValueType.values()) {
            assertEquals(
                    "VALUE_TYPE_" + type.name(),
                    V1.ValueType.forNumber(Words.number(type)).name());
        }
        for (millwright.plant.LimitOrigin origin : millwright.plant.LimitOrigin.values()) {
            assertEquals(
                    "LIMIT_ORIGIN_" + origin.name(),
                    V1.LimitOrigin.forNumber(Words.number(origin)).name());
        }
        for (millwright.plant.Layer layer : millwright.plant.Layer.values()) {
            assertEquals(
                    "LAYER_" + layer.name(),
                    V1.Layer.forNumber(Words.number(layer)).name());
        }
    }

    @Test
    void aFrameThatLiesAboutItsSizeIsRefusedByField() {
        V1.Frame good = FrameCodec.encode(FRAME);
        assertEquals("frame.size", refused(good.toBuilder().setSize(9).build()));
        assertEquals("frame.size", refused(good.toBuilder().setSize(-1).build()));
        assertEquals(
                "frame.run_lengths",
                refused(good.toBuilder().setRunLengths(0, -1).build()));
        assertEquals(
                "frame.run_states", refused(good.toBuilder().clearRunLengths().build()));
        assertEquals(
                "frame.slot_steps", refused(good.toBuilder().setPartial(true).build()));
        assertEquals("frame.metric", refused(good.toBuilder().setMetric(" ").build()));
        assertEquals("frame.kind", refused(good.toBuilder().setKindValue(77).build()));
        assertEquals(
                "frame.f32",
                refused(good.toBuilder().setF32(good.getF32().substring(1)).build()));
    }

    private static String refused(V1.Frame frame) {
        return assertThrows(BadMessage.class, () -> FrameCodec.decode(frame)).field();
    }

    private static FileDescriptor changed(String message, java.util.function.Consumer<DescriptorProto.Builder> change)
            throws DescriptorValidationException {
        FileDescriptorProto.Builder file = V1.getDescriptor().toProto().toBuilder();
        for (DescriptorProto.Builder type : file.getMessageTypeBuilderList()) {
            if (type.getName().equals(message)) {
                change.accept(type);
            }
        }
        return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    }
}
